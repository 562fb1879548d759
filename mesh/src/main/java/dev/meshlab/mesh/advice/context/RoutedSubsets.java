package dev.meshlab.mesh.advice.context;

import dev.meshlab.mesh.manifest.Document;
import dev.meshlab.mesh.manifest.Fields;
import dev.meshlab.mesh.model.name.Hosts;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The subsets to which routes lead. The others are sent to proxies, and no call takes them. */
public final class RoutedSubsets {

  /** The hosts to which routes lead, by the subset that they name; without one by "". */
  private final Map<String, Set<String>> called = new HashMap<>();

  RoutedSubsets(List<Document> virtualServices) {
    virtualServices.forEach(this::note);
  }

  private void note(Document rule) {
    Fields spec = AdviceContext.spec(rule);
    Stream.of("http", "tcp", "tls")
        .flatMap(section -> spec.children(section).stream())
        .flatMap(RoutedSubsets::destinations)
        .forEach(
            destination ->
                called
                    .computeIfAbsent(destination.string("subset", ""), subset -> new HashSet<>())
                    .add(Hosts.resolve(destination.string("host", ""), rule.namespace())));
  }

  private static Stream<Fields> destinations(Fields route) {
    return Stream.of(
            route.children("route").stream().map(each -> each.below("destination")),
            route.children("mirrors").stream().map(each -> each.below("destination")),
            route.child("mirror").stream())
        .flatMap(each -> each);
  }

  /** True if some route leads to a subset of a host, which may be a wildcard. */
  public boolean lead(String host, String subset) {
    return called.getOrDefault(subset, Set.of()).stream().anyMatch(to -> Hosts.covers(host, to));
  }

  /** True if routes lead to a host and none to this subset; files may show a rule alone. */
  boolean leaveOut(String host, String subset) {
    return !lead(host, subset) && called.keySet().stream().anyMatch(other -> lead(host, other));
  }
}
