package dev.meshlab.mesh.explain;

import dev.meshlab.mesh.manifest.Composed;
import dev.meshlab.mesh.manifest.Document;
import dev.meshlab.mesh.manifest.Fields;
import dev.meshlab.mesh.manifest.Nearest;
import dev.meshlab.mesh.model.Endpoint;
import dev.meshlab.mesh.model.Hosts;
import dev.meshlab.mesh.model.Pod;
import dev.meshlab.mesh.model.Service;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Labels that choose no pod. */
final class LabelAdvice implements Adviser {

  @Override
  public List<Advice> advise(Scene scene) {
    List<Advice> advice = new ArrayList<>();
    for (Document document : scene.manifests().of(Scene.NETWORKING, "DestinationRule")) {
      Fields spec = Scene.spec(document);
      String host = Scene.fullName(spec.string("host", ""), document.namespace());
      List<Service> services = scene.mesh().servicesCoveredBy(host);
      List<Fields> subsets = spec.children("subsets");
      for (Fields subset : services.isEmpty() ? List.<Fields>of() : subsets) {
        List<Map<String, String>> others =
            subsets.stream().map(s -> s.stringMap("labels")).toList();
        subset(scene, host, services, subset, others).ifPresent(advice::add);
      }
    }
    for (Document document : scene.manifests().of("", "Service")) {
      selector(scene, document).ifPresent(advice::add);
    }
    return advice;
  }

  private static Optional<Advice> subset(
      Scene scene,
      String host,
      List<Service> services,
      Fields subset,
      List<Map<String, String>> others) {
    List<Map<String, String>> known =
        services.stream()
            .flatMap(service -> Policy.endpoints(scene.mesh(), service, Map.of()))
            .map(Endpoint::labels)
            .toList();
    if (known.isEmpty() || chooses(subset.stringMap("labels"), known)) {
      return Optional.empty();
    }
    String message =
        "match no pod of %s: calls sent to subset %s fail with UNAVAILABLE and the response flag UH"
            .formatted(host, subset.string("name", ""));
    String fix =
        meant(subset, "labels", known, others)
            .orElse("# add pods with these labels, or leave the subset away");
    return Optional.of(
        Advice.of("empty-subset", subset, "labels", message, fix, "subset-policies"));
  }

  private static Optional<Advice> selector(Scene scene, Document document) {
    Fields spec = Scene.spec(document);
    Optional<Service> service =
        scene
            .mesh()
            .service(Hosts.ofService(document.name(), document.namespace()))
            .filter(found -> !found.selector().isEmpty())
            .filter(found -> scene.mesh().selectedPods(found).isEmpty());
    boolean listed =
        service.stream()
            .flatMap(found -> Policy.endpoints(scene.mesh(), found, Map.of()))
            .findAny()
            .isPresent();
    if (service.isEmpty() || listed) {
      return Optional.empty();
    }
    List<Map<String, String>> known =
        scene.mesh().pods().stream()
            .filter(pod -> pod.namespace().equals(document.namespace()))
            .map(Pod::labels)
            .toList();
    String fix =
        meant(spec, "selector", known, List.of())
            .orElse("# add the pods' Deployment to the manifests");
    return Optional.of(
        Advice.of(
            "service-without-pods",
            spec,
            "selector",
            "selects no pod: calls fail with UNAVAILABLE and the response flag UH",
            fix,
            "common-issues"));
  }

  /**
   * The labels with each key and value replaced by the nearest one that pods have.
   *
   * @param taken what is meant by others, and so is not meant here
   */
  private static Optional<String> meant(
      Fields fields,
      String name,
      List<Map<String, String>> known,
      List<Map<String, String>> taken) {
    Composed labels = Composed.at(fields.below(name));
    for (Map.Entry<String, String> label : fields.stringMap(name).entrySet()) {
      Optional<String> key = nearest(label.getKey(), keys(known));
      Optional<String> value = key.flatMap(k -> nearest(label.getValue(), values(k, known)));
      if (value.isEmpty()) {
        return Optional.empty();
      }
      labels.put(key.orElseThrow(), value.get());
    }
    Map<String, String> all = Composed.at(fields).put(name, labels).fields().stringMap(name);
    return chooses(all, known) && !taken.contains(all)
        ? Optional.of(Block.of(name, labels))
        : Optional.empty();
  }

  private static boolean chooses(Map<String, String> labels, List<Map<String, String>> known) {
    return known.stream().anyMatch(pod -> pod.entrySet().containsAll(labels.entrySet()));
  }

  private static Optional<String> nearest(String written, Collection<String> known) {
    Optional<String> only =
        known.size() == 1 ? known.stream().findFirst() : Nearest.to(written, known);
    return known.contains(written) ? Optional.of(written) : only;
  }

  private static List<String> keys(List<Map<String, String>> known) {
    return known.stream().flatMap(labels -> labels.keySet().stream()).distinct().toList();
  }

  private static List<String> values(String key, List<Map<String, String>> known) {
    return known.stream()
        .filter(labels -> labels.containsKey(key))
        .map(labels -> labels.getOrDefault(key, ""))
        .distinct()
        .toList();
  }
}
