package dev.meshlab.lab.live;

import dev.meshlab.mesh.manifest.Fields;
import java.time.Duration;
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
public record ReadinessProbe(
    String service, Duration period, Duration timeout, int failureThreshold, int successThreshold) {

  /** The probe of a container; empty if it has none, or one of another kind. */
  public static Optional<ReadinessProbe> of(Fields container) {
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
