package dev.meshlab.lab.cast;

/**
 * The loopback ports of one pod.
 *
 * @param uuid of the pod
 * @param calls where it takes calls
 * @param metrics where it answers questions about itself
 * @param maintenance where its ledger is read
 */
public record PodPorts(String uuid, int calls, int metrics, int maintenance) {}
