package dev.meshlab.mesh.explain;

import dev.meshlab.mesh.manifest.Composed;
import dev.meshlab.mesh.manifest.Document;
import dev.meshlab.mesh.manifest.Fields;
import dev.meshlab.mesh.model.Service;
import dev.meshlab.mesh.model.VirtualService;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** VirtualServices of one host: a caller's sidecar takes the first that it sees, and no other. */
final class TwoRoutesAdvice implements Adviser {

  /** A VirtualService that loses a host to another. */
  private record Loss(String loser, String winner, String host) {}

  @Override
  public List<Advice> advise(Scene scene) {
    Map<String, Document> written = new LinkedHashMap<>();
    scene.virtualServices().forEach(rule -> written.put(key(rule.namespace(), rule.name()), rule));
    Map<Loss, Set<String>> losses = new LinkedHashMap<>();
    Map<String, Set<String>> obeyed = new TreeMap<>();
    for (String namespace : namespaces(scene)) {
      collect(scene, namespace, losses, obeyed);
    }
    List<Advice> advice = new ArrayList<>();
    losses.forEach(
        (loss, namespaces) -> {
          Document loser = written.get(loss.loser);
          Document winner = written.get(loss.winner);
          boolean everywhere = !obeyed.containsKey(loss.loser + " " + loss.host);
          if (loser != null && winner != null) {
            advice.add(advice(loser, winner, loss.host, everywhere ? Set.of() : namespaces));
          }
        });
    return advice;
  }

  /** Where callers may be. */
  private static Set<String> namespaces(Scene scene) {
    Set<String> namespaces = new TreeSet<>(Set.of(scene.client().namespace()));
    scene.mesh().services().stream().map(Service::namespace).forEach(namespaces::add);
    scene.virtualServices().stream().map(Document::namespace).forEach(namespaces::add);
    return namespaces;
  }

  private static void collect(
      Scene scene,
      String namespace,
      Map<Loss, Set<String>> losses,
      Map<String, Set<String>> obeyed) {
    Map<String, VirtualService> first = new LinkedHashMap<>();
    for (VirtualService rule : scene.mesh().boundRules(namespace, Scene.MESH).inOrder()) {
      for (String host : rule.gatewayApi() ? List.<String>of() : rule.hosts()) {
        VirtualService winner = first.putIfAbsent(host + " " + layers(rule), rule);
        if (winner == null) {
          obeyed.computeIfAbsent(key(rule) + " " + host, h -> new TreeSet<>()).add(namespace);
        } else if (!winner.equals(rule)) {
          losses
              .computeIfAbsent(new Loss(key(rule), key(winner), host), l -> new TreeSet<>())
              .add(namespace);
        }
      }
    }
  }

  /** What it routes: rules for requests and rules for bytes do not meet. */
  private static String layers(VirtualService rule) {
    return rule.http().isEmpty() ? "bytes" : "requests";
  }

  private static String key(VirtualService rule) {
    return key(rule.namespace(), rule.name());
  }

  private static String key(String namespace, String name) {
    return namespace + "/" + name;
  }

  private static Advice advice(
      Document loser, Document winner, String host, Set<String> namespaces) {
    String who =
        namespaces.isEmpty() ? "" : " by callers in namespace " + String.join(", ", namespaces);
    String message =
        "VirtualService %s is ignored%s: %s (%s) already routes %s"
            .formatted(
                loser.name(), who, winner.name(), Scene.spec(winner).position("hosts"), host);
    Fields spec = Scene.spec(loser);
    String fix =
        "# one rule in the place of both\n" + Block.of("spec", merged(Scene.spec(winner), spec));
    return Advice.of("two-rules", spec, "hosts", message, fix, "subset-policies");
  }

  /** The conditional routes of both, then what takes the rest. */
  private static Composed merged(Fields winner, Fields loser) {
    List<Fields> all =
        Stream.of(winner, loser).flatMap(spec -> spec.children("http").stream()).toList();
    List<Fields> http = new ArrayList<>(all.stream().filter(TwoRoutesAdvice::asks).toList());
    Optional<Fields> rest = all.stream().filter(route -> !asks(route)).findFirst();
    rest.ifPresent(http::add);
    return Composed.copyOf(winner).put("http", http);
  }

  private static boolean asks(Fields http) {
    return !http.children("match").isEmpty();
  }
}
