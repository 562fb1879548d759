package dev.meshlab.lab.plane;

import dev.meshlab.client.load.ChannelFactory;
import dev.meshlab.lab.verdict.Balancing;
import dev.meshlab.lab.verdict.CallShape;
import dev.meshlab.lab.verdict.Nobody;
import dev.meshlab.lab.verdict.PinnedConnections;
import dev.meshlab.lab.verdict.Prediction;
import dev.meshlab.lab.verdict.Reception;
import dev.meshlab.lab.vip.VirtualIp;
import io.grpc.ManagedChannelBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;

/** A Service's plain virtual IP: one backend for each TCP connection, as kube-proxy does. */
public final class PlainPlane implements Plane {

  /** The name that users know it by. */
  public static final String NAME = "plain";

  private final Map<String, VirtualIp> addresses = new HashMap<>();
  private final Map<String, List<String>> uuids = new HashMap<>();
  private final Map<String, String> refusals = new HashMap<>();
  private final Set<String> withAffinity = new HashSet<>();
  private final Map<Integer, Reception> receptions;

  /**
   * What is behind a Service port.
   *
   * @param uuidByPort the pods, by the loopback port of their endpoint
   * @param clientAffinity whether all connections of a client go to one of them
   */
  record Backends(Map<Integer, String> uuidByPort, boolean clientAffinity) {}

  private PlainPlane(Map<Integer, Reception> receptions) {
    this.receptions = Map.copyOf(receptions);
  }

  /**
   * Opens an address for each target.
   *
   * @param backends what is behind each target
   * @param receptions how those ports take connections; those not named in plain text only
   * @param seed of the draws; the same seed and the same order of connections draw alike
   */
  static PlainPlane open(
      Map<Target, Backends> backends, Map<Integer, Reception> receptions, long seed)
      throws IOException {
    SplittableRandom seeds = new SplittableRandom(seed);
    PlainPlane plane = new PlainPlane(receptions);
    try {
      for (Map.Entry<Target, Backends> backend : backends.entrySet()) {
        plane.add(backend.getKey(), backend.getValue(), seeds.split());
      }
      return plane;
    } catch (IOException e) {
      plane.close();
      throw e;
    }
  }

  private void add(Target target, Backends backends, SplittableRandom random) throws IOException {
    VirtualIp address = VirtualIp.open(random, backends.clientAffinity());
    addresses.put(target.toString(), address);
    if (backends.clientAffinity()) {
      withAffinity.add(target.toString());
    }
    Map<Integer, String> pods = backends.uuidByPort();
    List<String> answering = new ArrayList<>();
    pods.forEach(
        (port, uuid) ->
            receptions
                .getOrDefault(port, Reception.PLAIN)
                .refusalOfPlainText()
                .ifPresentOrElse(
                    refusal -> refusals.put(target.toString(), refusal),
                    () -> answering.add(uuid)));
    uuids.put(target.toString(), answering);
    address.setBackends(
        pods.keySet().stream()
            .map(port -> new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
            .toList());
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Optional<String> leavesOut(Target target) {
    return addresses.containsKey(target.toString())
        ? Optional.empty()
        : Optional.of("no Service has this name, only a VirtualService, which needs a proxy");
  }

  @Override
  public boolean looksIntoCalls() {
    return false;
  }

  @Override
  public ChannelFactory channels(Target target) {
    int port = Objects.requireNonNull(addresses.get(target.toString())).port();
    return connection ->
        ManagedChannelBuilder.forAddress("127.0.0.1", port)
            .overrideAuthority(target.authority())
            .usePlaintext()
            .directExecutor()
            .build();
  }

  @Override
  public Prediction predict(Target target, CallShape call) {
    List<String> pods = uuids.getOrDefault(target.toString(), List.of());
    return pods.isEmpty()
        ? new Nobody(
            "UNAVAILABLE", refusals.getOrDefault(target.toString(), "the Service has no endpoint"))
        : new PinnedConnections(Balancing.RANDOM, pods, withAffinity.contains(target.toString()));
  }

  @Override
  public void close() {
    addresses.values().forEach(VirtualIp::close);
  }
}
