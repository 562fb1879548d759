package dev.meshlab.lab.expectation;

import dev.meshlab.lab.verdict.Finding;
import dev.meshlab.lab.verdict.Observation;
import dev.meshlab.lab.verdict.Witness;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The counts of all that counted the calls, pod by pod: the client, the pods' own ledgers, their
 * metrics pages, the Prometheus that scrapes these, and the client's Envoy.
 *
 * @param equal whether they agree; otherwise at least one of them differs
 */
public record Agreement(boolean equal) implements Expectation {

  @Override
  public String text() {
    return equal ? "counts agree" : "counts differ";
  }

  @Override
  public Finding check(Observation seen) {
    List<Witness> witnesses = seen.attempts().witnesses();
    boolean alike =
        seen.pods().byUuid().keySet().stream()
            .allMatch(
                uuid -> witnesses.stream().map(each -> each.at(uuid)).distinct().count() == 1);
    boolean any = witnesses.size() > 1 && seen.calls() > 0;
    return Finding.exact(any && alike == equal, any ? table(seen) : "no two have counted calls");
  }

  /** The ledgers are read when all is over, and changed pods have lost theirs. */
  @Override
  public boolean isForChanges() {
    return false;
  }

  /** The counts of each pod. */
  static String table(Observation seen) {
    List<Witness> witnesses = seen.attempts().witnesses();
    Map<String, String> uuids = new TreeMap<>();
    seen.pods().byUuid().keySet().forEach(uuid -> uuids.put(seen.pods().name(uuid), uuid));
    return uuids.entrySet().stream()
        .map(
            pod ->
                witnesses.stream()
                    .map(witness -> witness.kind() + " " + witness.at(pod.getValue()))
                    .collect(Collectors.joining(", ", pod.getKey() + ": ", "")))
        .collect(Collectors.joining("; "));
  }
}
