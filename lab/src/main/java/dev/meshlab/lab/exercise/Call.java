package dev.meshlab.lab.exercise;

import dev.meshlab.client.channel.ClientTls;
import dev.meshlab.client.load.Load;
import dev.meshlab.lab.expectation.Need;

/**
 * The calls of a step.
 *
 * @param load how many, and how
 * @param to the target, {@code host:port}
 * @param from the workload that calls; empty for the usual one
 * @param authority to send in place of the target's; empty for that
 * @param envoyWorkers the worker threads of each Envoy
 * @param oneSidecar whether the client alone has a sidecar, and the pods are called directly
 * @param accessLog whether the client's sidecar logs its calls, with their response flags
 * @param tls how it meets the TLS of a gateway
 * @param metricsPages whether the pods' metrics pages, and what Prometheus has of them, are read
 *     before and after
 * @param forwarded whether this machine calls, through a port that a cluster's API forwards
 */
public record Call(
    Load load,
    String to,
    String from,
    String authority,
    int envoyWorkers,
    boolean oneSidecar,
    boolean accessLog,
    ClientTls tls,
    boolean metricsPages,
    boolean forwarded) {

  /** True if the calls have what some expectations need. */
  boolean has(Need need) {
    return switch (need) {
      case KEYS -> load.keys().any();
      case ACCESS_LOG -> accessLog;
      case CREATIONS -> load.creates();
    };
  }

  /** The same calls of another caller to another target. */
  public Call of(String caller, String target) {
    return new Call(
        load,
        target,
        caller,
        authority,
        envoyWorkers,
        oneSidecar,
        accessLog,
        tls,
        metricsPages,
        forwarded);
  }
}
