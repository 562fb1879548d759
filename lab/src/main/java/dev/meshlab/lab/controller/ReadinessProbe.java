package dev.meshlab.lab.controller;

import dev.meshlab.mesh.manifest.Fields;
import dev.meshlab.mesh.model.Deployment;
import dev.meshlab.mesh.model.Mesh;
import dev.meshlab.mesh.model.Pod;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The readiness probe of a container that speaks gRPC; the defaults are those of Kubernetes (the
 * API's type Probe).
 *
 * @param service whose health is asked for
 * @param period between two questions
 * @param timeout of an answer
 * @param failureThreshold the answers in a row that make a ready pod unready
 * @param successThreshold the answers in a row that make an unready pod ready
 */
record ReadinessProbe(
    String service, Duration period, Duration timeout, int failureThreshold, int successThreshold) {

  /** The probes of a mesh's pods, by the address of the pod. */
  static Map<String, ReadinessProbe> byAddress(Mesh mesh) {
    Map<String, ReadinessProbe> byWorkload = new HashMap<>();
    for (Deployment workload : mesh.deployments()) {
      of(workload.container().written()).ifPresent(probe -> byWorkload.put(workload.key(), probe));
    }
    Map<String, ReadinessProbe> byIp = new HashMap<>();
    for (Pod pod : mesh.pods()) {
      ReadinessProbe probe = byWorkload.get(pod.workloadKey());
      if (probe != null) {
        byIp.put(pod.ip(), probe);
      }
    }
    return byIp;
  }

  /** The probe of a container; empty if it has none, or one of another kind. */
  static Optional<ReadinessProbe> of(Fields container) {
    Fields probe = container.below("readinessProbe");
    return probe.has("grpc")
        ? Optional.of(
            new ReadinessProbe(
                probe.below("grpc").string("service", ""),
                Duration.ofSeconds(probe.integer("periodSeconds", 10)),
                Duration.ofSeconds(probe.integer("timeoutSeconds", 1)),
                probe.integer("failureThreshold", 3),
                probe.integer("successThreshold", 1)))
        : Optional.empty();
  }
}
