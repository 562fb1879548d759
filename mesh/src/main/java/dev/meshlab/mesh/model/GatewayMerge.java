package dev.meshlab.mesh.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

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
  private final Map<Integer, Slot> first = new HashMap<>();
  private final Map<String, GatewayServer> tlsHosts = new HashMap<>();
  private final Map<String, GatewayServer> tlsRoutes = new HashMap<>();
  private final Map<Integer, List<GatewayPort.Refused>> refused = new HashMap<>();

  /** A server on the port of the pod that it comes to. */
  void add(GatewayServer server, int port) {
    Optional<GatewayPort.Refused> refusal =
        server.tls().isPresent() ? contested(server, port) : Optional.empty();
    refusal
        .or(() -> merge(server, new Slot(port, server.protocol(), server.bind())))
        .ifPresentOrElse(
            each -> refused.computeIfAbsent(port, unused -> new ArrayList<>()).add(each),
            server::note);
  }

  private Optional<GatewayPort.Refused> merge(GatewayServer server, Slot slot) {
    Slot current = plain.get(slot.number());
    Slot opened = first.putIfAbsent(slot.number(), slot);
    if (opened == null) {
      open(slot, server);
      return Optional.empty();
    }
    if (current == null) {
      return addToTls(slot, server);
    }
    if (!current.bind().equals(slot.bind())) {
      servers(slot).add(server);
      return Optional.empty();
    }
    if (current.protocol().isHttp() && slot.protocol().isHttp()) {
      servers(current).add(server);
      return Optional.empty();
    }
    // bytes and requests, or two kinds of bytes, would be mixed
    return Optional.of(new GatewayPort.Refused(server, servers(opened).get(0), ""));
  }

  /** Two filter chains for one name would be refused by Envoy. */
  private Optional<GatewayPort.Refused> contested(GatewayServer server, int port) {
    String claim = port + " " + server.bind() + " ";
    Optional<String> taken =
        server.hosts().stream().filter(host -> tlsHosts.containsKey(claim + host)).findFirst();
    if (taken.isEmpty()) {
      server.hosts().forEach(host -> tlsHosts.put(claim + host, server));
    }
    return taken.map(
        host ->
            new GatewayPort.Refused(
                server, Objects.requireNonNull(tlsHosts.get(claim + host)), host));
  }

  private void open(Slot slot, GatewayServer server) {
    if (!server.isTls()) {
      plain.put(slot.number(), slot);
    } else if (server.isHttps()) {
      tlsRoutes.put(server.routeName(slot.number()), server);
    }
    List<GatewayServer> only = new ArrayList<>();
    only.add(server);
    merged.put(slot, only);
  }

  private Optional<GatewayPort.Refused> addToTls(Slot slot, GatewayServer server) {
    if (!server.isTls()) {
      open(slot, server);
      return Optional.empty();
    }
    GatewayServer same =
        server.isHttps() ? tlsRoutes.putIfAbsent(server.routeName(slot.number()), server) : null;
    if (same == null) {
      servers(slot).add(server);
      return Optional.empty();
    }
    // routes could not tell which of the two was called
    return Optional.of(new GatewayPort.Refused(server, same, ""));
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
                    List.copyOf(entry.getValue()),
                    List.copyOf(refused.getOrDefault(entry.getKey().number(), List.of()))))
        .toList();
  }
}
