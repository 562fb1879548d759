package dev.meshlab.mesh.model;

import java.util.List;

/**
 * A port on which a gateway's workload listens, for one or more servers.
 *
 * @param number the port of the pod
 * @param bind the address; empty for all
 * @param servers those that share it: plain ones, or those that TLS can tell apart
 * @param refused those that ask for it and do not get it
 */
public record GatewayPort(
    int number,
    Protocol protocol,
    String bind,
    List<GatewayServer> servers,
    List<Refused> refused) {

  /**
   * A server that a gateway does not open, since an older one has what it asks for.
   *
   * @param older the one that stays
   * @param contested the host that both ask for; empty where they cannot share the port at all
   */
  public record Refused(GatewayServer server, GatewayServer older, String contested) {}
}
