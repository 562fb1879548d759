package dev.meshlab.lab.exercise;

import dev.meshlab.client.load.Load;

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
    boolean forwarded) {}
