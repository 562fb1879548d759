package dev.meshlab.mesh.model.security;

import java.util.SortedMap;

/**
 * The ways in which callers may speak to one pod.
 *
 * @param elsewhere at ports that have no way of their own
 * @param byPort at ports of the pod that {@code portLevelMtls} names
 * @param ofNamespace at the pods of its namespace that no rule selects
 */
public record PeerModes(
    MutualTls elsewhere, SortedMap<Integer, MutualTls> byPort, MutualTls ofNamespace) {}
