package dev.meshlab.client.output;

import dev.meshlab.client.report.ServerDescription;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.stream.IntStream;

/** Short names that still tell the servers of a run apart. */
final class ServerNames {

  private static final int LEAST_UUID = 8;
  private static final int LEAST_MARK = 4;
  private static final int LEAST_LABEL = 16;
  private static final String NONE = "(none named)";

  private final Map<String, String> pods = new TreeMap<>();
  private final int uuidLength;
  private final int markLength;

  ServerNames(Map<String, ServerDescription> servers) {
    servers.forEach((uuid, server) -> pods.put(uuid, server.pod()));
    uuidLength = lengthThatTellsApart(pods.keySet(), LEAST_UUID, ServerNames::start);
    markLength = lengthThatTellsApart(pods.keySet(), LEAST_MARK, ServerNames::start);
  }

  /** The start of the UUID, as long as needed. */
  String uuid(String uuid) {
    return start(uuid, uuidLength);
  }

  /**
   * Labels of those servers by their UUIDs, long ones cut in the middle: the pod; the UUID where no
   * pod was named, and behind one whose name another server has too.
   */
  Map<String, String> labels(Page page, Collection<String> uuids) {
    Map<String, String> labels = new TreeMap<>();
    uuids.forEach(uuid -> labels.put(uuid, name(uuid)));
    int length = lengthThatTellsApart(labels.values(), LEAST_LABEL, page::cut);
    labels.replaceAll((uuid, name) -> page.cut(name, length));
    return labels;
  }

  /** The shortest starts of UUIDs that tell all servers apart, by the UUIDs. */
  Map<String, String> marks(Collection<String> uuids) {
    Map<String, String> marks = new TreeMap<>();
    uuids.forEach(uuid -> marks.put(uuid, mark(uuid)));
    return marks;
  }

  String mark(String uuid) {
    return uuid.isEmpty() ? NONE : start(uuid, markLength);
  }

  /** The marks, each beside its pod where one was named. */
  Map<String, String> markedLabels(Page page, Collection<String> uuids) {
    Map<String, String> labels = new TreeMap<>(labels(page, uuids));
    labels.replaceAll(
        (uuid, label) ->
            pods.getOrDefault(uuid, "").isEmpty() ? mark(uuid) : mark(uuid) + "/" + label);
    return labels;
  }

  private String name(String uuid) {
    String pod = pods.getOrDefault(uuid, "");
    if (uuid.isEmpty()) {
      return NONE;
    }
    if (pod.isEmpty()) {
      return uuid(uuid);
    }
    boolean shared = pods.values().stream().filter(pod::equals).count() > 1;
    return shared ? pod + "/" + uuid(uuid) : pod;
  }

  private static int lengthThatTellsApart(
      Collection<String> texts, int least, BiFunction<String, Integer, String> shorten) {
    int longest = texts.stream().mapToInt(String::length).max().orElse(0);
    return IntStream.range(least, longest)
        .filter(
            length ->
                texts.stream().map(text -> shorten.apply(text, length)).distinct().count()
                    == texts.size())
        .findFirst()
        .orElse(Math.max(least, longest));
  }

  private static String start(String text, int length) {
    return text.substring(0, Math.min(length, text.length()));
  }
}
