package dev.meshlab.mesh.model;

import java.util.List;

/**
 * A port on which a gateway's workload listens, for one or more servers.
 *
 * @param number the port of the pod
 * @param bind the address; empty for all
 * @param servers those that share it: plain ones, or those that TLS can tell apart
 */
public record GatewayPort(
    int number, Protocol protocol, String bind, List<GatewayServer> servers) {}
