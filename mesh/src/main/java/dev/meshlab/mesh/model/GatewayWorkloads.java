package dev.meshlab.mesh.model;

import dev.meshlab.mesh.manifest.IstioNames;
import dev.meshlab.mesh.manifest.Labels;
import dev.meshlab.mesh.model.name.LabelIndex;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The workloads that Gateways are for: pods of the manifests, or those that a cluster has. */
final class GatewayWorkloads {

  private final Services services;
  private final List<Pod> pods;
  private final List<Gateway> oldestFirst;
  private final List<ClientWorkload> all;

  GatewayWorkloads(Services services, List<Pod> pods, List<Gateway> oldestFirst) {
    this.services = services;
    this.pods = pods;
    this.oldestFirst = oldestFirst;
    this.all = oldestFirst.isEmpty() ? List.of() : workloads();
  }

  private List<ClientWorkload> workloads() {
    LabelIndex<Pod> byLabels = new LabelIndex<>(pods, Pod::labels);
    LabelIndex<Service> bySelector =
        new LabelIndex<>(services.inOrder(), service -> service.selector().labels());
    return oldestFirst.stream()
        .flatMap(gateway -> of(gateway, byLabels, bySelector).stream())
        .distinct()
        .toList();
  }

  /** Those of the same Gateways among other pods. */
  GatewayWorkloads withPods(List<Pod> others) {
    return new GatewayWorkloads(services, others, oldestFirst);
  }

  /** Each once, in the order of the Gateways that select them. */
  List<ClientWorkload> all() {
    return all;
  }

  /** True if any of them opens a port. */
  boolean open() {
    return all.stream().anyMatch(workload -> !ports(workload).isEmpty());
  }

  /** The ports that the Gateways open on a workload. */
  List<GatewayPort> ports(ClientWorkload workload) {
    return new GatewayPorts(services, pods, workload).of(of(workload));
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
    String usual = gateway.ownNamespace() ? gateway.namespace() : IstioNames.GATEWAY_NAMESPACE;
    return bySelector.selected(gateway.selector()).stream()
        .filter(service -> !gateway.selector().isEmpty())
        .filter(service -> gateway.selects(service.namespace(), service.selector().labels()))
        .map(service -> unplaced(service.namespace(), service.selector().labels()))
        .findFirst()
        .orElseGet(() -> unplaced(usual, gateway.selector()));
  }

  private static ClientWorkload unplaced(String namespace, Map<String, String> labels) {
    return new ClientWorkload(namespace, labels, Locality.UNKNOWN);
  }

  private static ClientWorkload workload(Pod pod) {
    return ClientWorkload.of(pod);
  }

  /** The Gateways for a workload, the oldest first. */
  List<Gateway> of(ClientWorkload workload) {
    return oldestFirst.stream()
        .filter(gateway -> isFor(gateway, workload.namespace(), workload.labels()))
        .toList();
  }

  private boolean isFor(Gateway gateway, String namespace, Map<String, String> labels) {
    return gateway.selects(namespace, labels)
        && (gateway.services().isEmpty()
            || gateway.services().stream()
                .flatMap(host -> services.of(host).stream())
                .filter(service -> service.namespace().equals(gateway.namespace()))
                .anyMatch(service -> service.leadsTo(namespace, labels)));
  }

  /**
   * The workload that a user means by asking for a gateway's view: the one with the given labels,
   * and with what its pod has beyond them; or the first of all, if no gateway has these labels.
   */
  Optional<ClientWorkload> like(ClientWorkload asked) {
    return all.stream()
        .filter(known -> !asked.labels().isEmpty())
        .filter(known -> Labels.satisfy(asked.labels(), known.labels()))
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
    return all.isEmpty()
        ? List.of()
        : services.inOrder().stream()
            .filter(s -> all.stream().anyMatch(w -> s.leadsTo(w.namespace(), w.labels())))
            .toList();
  }
}
