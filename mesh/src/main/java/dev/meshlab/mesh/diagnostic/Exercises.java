package dev.meshlab.mesh.diagnostic;

import java.util.Set;

/** The exercises of the workshop, by the names under which advice and scenario files know them. */
public final class Exercises {

  private static final Set<String> NAMES =
      Set.of(
          "pinned",
          "per-request",
          "more-connections",
          "protocol-selection",
          "round-robin",
          "workers",
          "least-request",
          "consistent-hash",
          "canary",
          "header-canary",
          "subset-policies",
          "retries",
          "retry-duplicates",
          "per-try-timeout",
          "timeouts",
          "connection-pool",
          "circuit-breaker",
          "outlier-detection",
          "ejection-percent",
          "active-health-check",
          "health-timeline",
          "locality-distribute",
          "locality-failover",
          "zone-pinning",
          "streaming",
          "scale-out",
          "rolling-restart",
          "crash",
          "ingress-gateway",
          "strict-mtls",
          "faults",
          "mirror",
          "response-flags",
          "monitoring",
          "common-issues",
          "pod-anatomy",
          "port-forward",
          "two-sidecars",
          "authorization");

  private Exercises() {}

  /** All names. */
  public static Set<String> names() {
    return NAMES;
  }
}
