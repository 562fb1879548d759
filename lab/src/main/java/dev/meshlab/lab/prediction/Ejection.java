package dev.meshlab.lab.prediction;

/**
 * A pod to which a proxy sends nothing for the time being, because calls to it have failed: outlier
 * detection.
 *
 * @param cluster in which it is ejected; in others it may go on
 * @param uuid of the pod
 */
public record Ejection(String cluster, String uuid) {}
