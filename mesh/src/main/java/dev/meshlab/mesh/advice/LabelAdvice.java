package dev.meshlab.mesh.advice;

import dev.meshlab.mesh.advice.context.AdviceContext;
import dev.meshlab.mesh.advice.context.Adviser;
import dev.meshlab.mesh.advice.context.KnownLabels;
import dev.meshlab.mesh.advice.context.Policy;
import dev.meshlab.mesh.diagnostic.Diagnostic;
import dev.meshlab.mesh.diagnostic.DiagnosticId;
import dev.meshlab.mesh.manifest.Document;
import dev.meshlab.mesh.manifest.Fields;
import dev.meshlab.mesh.manifest.Labels;
import dev.meshlab.mesh.model.Endpoint;
import dev.meshlab.mesh.model.Pod;
import dev.meshlab.mesh.model.Service;
import dev.meshlab.mesh.model.ServicePort;
import dev.meshlab.mesh.model.name.Hosts;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Labels that choose no pod. */
final class LabelAdvice implements Adviser {

  private static final String FAILING =
      ": calls sent to subset %s fail with UNAVAILABLE and the response flag UH";

  private static final String HEADLESS =
      ", which is headless: a sidecar takes calls sent to subset %s on to the pod that the client"
          + " dialled, whatever its labels, and calls by other ways fail with UNAVAILABLE";

  @Override
  public List<Diagnostic> advise(AdviceContext context) {
    List<Diagnostic> advice = new ArrayList<>();
    for (Document document : context.manifests().of(AdviceContext.NETWORKING, "DestinationRule")) {
      Fields spec = AdviceContext.spec(document);
      String host = Hosts.resolve(spec.string("host", ""), document.namespace());
      List<Service> services = context.mesh().servicesCoveredBy(host);
      List<Fields> subsets = spec.children("subsets");
      if (!services.isEmpty() && !subsets.isEmpty()) {
        KnownLabels known = ofEndpoints(context, services);
        List<Map<String, String>> others =
            subsets.stream().map(s -> s.stringMap("labels")).toList();
        String fate = services.stream().allMatch(Service::headless) ? HEADLESS : FAILING;
        subsets.forEach(
            s ->
                withoutPort(context, services, known, s)
                    .or(() -> subset(host + fate, known, s, others))
                    .ifPresent(advice::add));
      }
    }
    Map<String, List<Pod>> pods =
        context.mesh().pods().stream().collect(Collectors.groupingBy(Pod::namespace));
    Map<String, KnownLabels> labels = new HashMap<>();
    for (Document document : context.ownServices()) {
      Supplier<KnownLabels> known =
          () -> labels.computeIfAbsent(document.namespace(), ns -> ofPods(pods.get(ns)));
      selector(context, document, known).ifPresent(advice::add);
    }
    return advice;
  }

  /** The labels of the pods behind some Services. */
  static KnownLabels ofEndpoints(AdviceContext context, List<Service> services) {
    return new KnownLabels(
        services.stream()
            .flatMap(service -> Policy.endpoints(context.mesh(), service, Map.of()))
            .map(Endpoint::labels));
  }

  private static KnownLabels ofPods(@Nullable List<Pod> pods) {
    return new KnownLabels((pods == null ? List.<Pod>of() : pods).stream().map(Pod::labels));
  }

  /** A subset of pods to which no Service leads, since they lack the port that it names. */
  private static Optional<Diagnostic> withoutPort(
      AdviceContext context, List<Service> services, KnownLabels known, Fields subset) {
    Map<String, String> labels = subset.stringMap("labels");
    if (known.includes(labels)) {
      return Optional.empty();
    }
    return services.stream()
        .filter(service -> selects(context, service, labels))
        .flatMap(service -> service.ports().stream().limit(1))
        .map(ServicePort::targetPort)
        .findFirst()
        .map(port -> withoutPort(subset, port));
  }

  private static boolean selects(
      AdviceContext context, Service service, Map<String, String> labels) {
    return context.mesh().selectedPods(service).stream()
        .anyMatch(pod -> Labels.satisfy(labels, pod.labels()));
  }

  private static Diagnostic withoutPort(Fields subset, String port) {
    String message =
        "match pods that have no port of the name %s, to which the Service leads: calls sent to subset %s fail with UNAVAILABLE and the response flag UH"
            .formatted(port, subset.string("name", ""));
    return subset.diagnostic(
        DiagnosticId.EMPTY_SUBSET,
        "labels",
        message,
        "# give the container's port of these pods the name " + port);
  }

  private static Optional<Diagnostic> subset(
      String message, KnownLabels known, Fields subset, List<Map<String, String>> others) {
    if (known.isEmpty() || known.includes(subset.stringMap("labels"))) {
      return Optional.empty();
    }
    String fix =
        known
            .meant(subset, "labels", others)
            .orElse("# add pods with these labels, or remove the subset");
    return Optional.of(
        subset.diagnostic(
            DiagnosticId.EMPTY_SUBSET,
            "labels",
            "match no pod of " + message.formatted(subset.string("name", "")),
            fix));
  }

  private static Optional<Diagnostic> selector(
      AdviceContext context, Document document, Supplier<KnownLabels> known) {
    Fields spec = AdviceContext.spec(document);
    Optional<Service> service =
        context
            .mesh()
            .service(Hosts.ofService(document.name(), document.namespace()))
            .filter(found -> !found.selector().isEmpty())
            .filter(found -> context.mesh().selectedPods(found).isEmpty());
    boolean listed =
        service.stream()
            .flatMap(found -> Policy.endpoints(context.mesh(), found, Map.of()))
            .findAny()
            .isPresent();
    if (service.isEmpty() || listed) {
      return Optional.empty();
    }
    String fix =
        known
            .get()
            .meant(spec, "selector", List.of())
            .orElseGet(() -> remedy(context, service.get()));
    return Optional.of(
        spec.diagnostic(
            DiagnosticId.SERVICE_WITHOUT_PODS,
            "selector",
            "selects no pod: calls fail with UNAVAILABLE and the response flag UH",
            fix));
  }

  private static String remedy(AdviceContext context, Service service) {
    return context.mesh().deployments().stream()
        .filter(each -> each.namespace().equals(service.namespace()) && each.replicas() == 0)
        .filter(each -> Labels.satisfy(service.selector().labels(), each.labels()))
        .map(each -> "# %s %s has 0 replicas; give it some".formatted(each.kind(), each.name()))
        .findFirst()
        .orElse("# add the pods' Deployment to the manifests");
  }
}
