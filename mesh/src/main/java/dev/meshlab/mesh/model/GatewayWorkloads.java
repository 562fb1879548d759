package dev.meshlab.mesh.model;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The workloads that Gateways are for: pods of the manifests, or those that a cluster has. */
final class GatewayWorkloads {

  /** Where {@code istioctl install} puts its gateways. */
  private static final String USUAL_NAMESPACE = "istio-system";

  private final Services services;
  private final List<Pod> pods;
  private final Gateways gateways;
  private @Nullable List<ClientWorkload> all;

  GatewayWorkloads(Services services, List<Pod> pods, Gateways gateways) {
    this.services = services;
    this.pods = pods;
    this.gateways = gateways;
  }

  /** Those of the same Gateways among other pods. */
  GatewayWorkloads withPods(List<Pod> others) {
    return new GatewayWorkloads(services, others, gateways);
  }

  /** Each once, in the order of the Gateways that select them. */
  List<ClientWorkload> all() {
    if (all == null) {
      LabelIndex<Pod> byLabels = new LabelIndex<>(pods, Pod::labels);
      LabelIndex<Service> bySelector = new LabelIndex<>(services.inOrder(), Service::selector);
      Set<ClientWorkload> workloads = new LinkedHashSet<>();
      gateways.all().forEach(g -> workloads.addAll(of(g, byLabels, bySelector)));
      all = List.copyOf(workloads);
    }
    return all;
  }

  /** Without a pod in the manifests there is one in the cluster, made by Istio's installer. */
  private List<ClientWorkload> of(
      Gateway gateway, LabelIndex<Pod> byLabels, LabelIndex<Service> bySelector) {
    boolean chooses = !gateway.selector().isEmpty() || !gateway.services().isEmpty();
    List<Pod> candidates = chooses ? byLabels.selected(gateway.selector()) : List.of();
    List<ClientWorkload> chosen =
        candidates.stream()
            .filter(pod -> isFor(gateway, pod.namespace(), pod.labels()))
            .map(GatewayWorkloads::workload)
            .distinct()
            .toList();
    return chosen.isEmpty() && gateway.services().isEmpty()
        ? List.of(presumed(gateway, bySelector))
        : chosen;
  }

  /** Behind the Service that looks for the same labels, if there is one. */
  private static ClientWorkload presumed(Gateway gateway, LabelIndex<Service> bySelector) {
    String usual = gateway.ownNamespace() ? gateway.namespace() : USUAL_NAMESPACE;
    return bySelector.selected(gateway.selector()).stream()
        .filter(service -> !gateway.selector().isEmpty())
        .filter(service -> gateway.selects(service.namespace(), service.selector()))
        .map(service -> unplaced(service.namespace(), service.selector()))
        .findFirst()
        .orElseGet(() -> unplaced(usual, gateway.selector()));
  }

  private static ClientWorkload unplaced(String namespace, Map<String, String> labels) {
    return new ClientWorkload(namespace, labels, Locality.UNKNOWN);
  }

  private static ClientWorkload workload(Pod pod) {
    return new ClientWorkload(pod.namespace(), pod.labels(), pod.locality());
  }

  /** The Gateways for a workload, the oldest first. */
  List<Gateway> of(ClientWorkload workload) {
    return gateways.all().stream()
        .filter(gateway -> isFor(gateway, workload.namespace(), workload.labels()))
        .toList();
  }

  private boolean isFor(Gateway gateway, String namespace, Map<String, String> labels) {
    return gateway.selects(namespace, labels)
        && (gateway.services().isEmpty()
            || gateway.services().stream()
                .flatMap(host -> services.of(host).stream())
                .filter(service -> service.namespace().equals(gateway.namespace()))
                .anyMatch(service -> leadsTo(service, namespace, labels)));
  }

  /** Whether a Service leads to a workload. */
  static boolean leadsTo(Service service, String namespace, Map<String, String> labels) {
    return !service.selector().isEmpty()
        && service.namespace().equals(namespace)
        && Rules.selects(service.selector(), labels);
  }

  /**
   * The workload that a user means who asks for a gateway's view: the one of the labels given, with
   * what its pod has beyond them; or the first of all, if these labels are no gateway's.
   */
  Optional<ClientWorkload> like(ClientWorkload asked) {
    List<ClientWorkload> all = all();
    return all.stream()
        .filter(known -> !asked.labels().isEmpty())
        .filter(known -> Rules.selects(asked.labels(), known.labels()))
        .findFirst()
        .or(() -> Optional.of(asked).filter(this::isChosenByLabels))
        .or(() -> all.stream().findFirst())
        .map(known -> at(asked.locality(), known));
  }

  private boolean isChosenByLabels(ClientWorkload asked) {
    return of(asked).stream().anyMatch(gateway -> !gateway.selector().isEmpty());
  }

  private static ClientWorkload at(Locality asked, ClientWorkload known) {
    return asked.equals(Locality.UNKNOWN)
        ? known
        : new ClientWorkload(known.namespace(), known.labels(), asked);
  }

  /** The Services in front of gateways. */
  List<Service> services() {
    List<ClientWorkload> workloads = all();
    return workloads.isEmpty()
        ? List.of()
        : services.inOrder().stream()
            .filter(s -> workloads.stream().anyMatch(w -> leadsTo(s, w.namespace(), w.labels())))
            .toList();
  }
}
