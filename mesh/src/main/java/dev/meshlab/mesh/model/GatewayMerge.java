package dev.meshlab.mesh.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The Gateways of one workload as one set of ports (istio/istio, model.mergeGateways). Servers can
 * share a port when all are plain HTTP, or when all are TLS and differ in their hosts; of two that
 * cannot, the older Gateway's stays.
 */
final class GatewayMerge {

  /** The properties that two servers must have in common to share a port's filter chains. */
  private record Slot(int number, Protocol protocol, String bind) {}

  private final Map<Slot, List<GatewayServer>> merged = new LinkedHashMap<>();
  private final Map<Integer, Slot> plain = new HashMap<>();
  private final Set<Integer> taken = new HashSet<>();
  private final Set<String> tlsHosts = new HashSet<>();
  private final Set<String> tlsRoutes = new HashSet<>();

  /** A server on the port of the pod that it comes to. */
  void add(GatewayServer server, int port) {
    if (server.tls().isPresent() && !claimHosts(server, port)) {
      return;
    }
    Slot slot = new Slot(port, server.protocol(), server.bind());
    Slot current = plain.get(port);
    if (taken.add(port)) {
      open(slot, server);
    } else if (current == null) {
      addToTls(slot, server);
    } else if (!current.bind().equals(slot.bind())) {
      servers(slot).add(server);
    } else if (current.protocol().isHttp() && slot.protocol().isHttp()) {
      servers(current).add(server);
    } // else bytes and requests, or two kinds of bytes, would be mixed
  }

  /** Two filter chains for one name would be refused by Envoy. */
  private boolean claimHosts(GatewayServer server, int port) {
    List<String> claims =
        server.hosts().stream().map(host -> port + " " + server.bind() + " " + host).toList();
    if (claims.stream().anyMatch(tlsHosts::contains)) {
      return false;
    }
    tlsHosts.addAll(claims);
    return true;
  }

  private void open(Slot slot, GatewayServer server) {
    if (!server.isTls()) {
      plain.put(slot.number(), slot);
    } else if (server.isHttps()) {
      tlsRoutes.add(server.routeName(slot.number()));
    }
    List<GatewayServer> only = new ArrayList<>();
    only.add(server);
    merged.put(slot, only);
  }

  private void addToTls(Slot slot, GatewayServer server) {
    if (!server.isTls()) {
      open(slot, server);
    } else if (!server.isHttps() || tlsRoutes.add(server.routeName(slot.number()))) {
      servers(slot).add(server);
    } // else routes could not tell which of the two was called
  }

  private List<GatewayServer> servers(Slot slot) {
    return merged.computeIfAbsent(slot, unused -> new ArrayList<>());
  }

  List<GatewayPort> ports() {
    return merged.entrySet().stream()
        .map(
            entry ->
                new GatewayPort(
                    entry.getKey().number(),
                    entry.getKey().protocol(),
                    entry.getKey().bind(),
                    List.copyOf(entry.getValue())))
        .toList();
  }
}
