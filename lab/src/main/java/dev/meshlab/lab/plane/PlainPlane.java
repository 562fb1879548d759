package dev.meshlab.lab.plane;

import dev.meshlab.client.load.ChannelFactory;
import dev.meshlab.lab.verdict.Balancing;
import dev.meshlab.lab.verdict.CallShape;
import dev.meshlab.lab.verdict.Prediction;
import dev.meshlab.lab.vip.VirtualIp;
import io.grpc.ManagedChannelBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;

/** A Service's plain virtual IP: one backend for each TCP connection, as kube-proxy does. */
public final class PlainPlane implements Plane {

  /** The name that users know it by. */
  public static final String NAME = "plain";

  private final Map<String, VirtualIp> addresses = new HashMap<>();
  private final Map<String, List<String>> uuids = new HashMap<>();

  private PlainPlane() {}

  /**
   * Opens an address for each target.
   *
   * @param backends the pods behind each target, by the loopback port of their endpoint
   * @param seed of the draws; the same seed and the same order of connections draw alike
   */
  public static PlainPlane open(Map<Target, Map<Integer, String>> backends, long seed)
      throws IOException {
    SplittableRandom seeds = new SplittableRandom(seed);
    PlainPlane plane = new PlainPlane();
    try {
      for (Map.Entry<Target, Map<Integer, String>> backend : backends.entrySet()) {
        plane.add(backend.getKey(), backend.getValue(), seeds.split());
      }
      return plane;
    } catch (IOException e) {
      plane.close();
      throw e;
    }
  }

  private void add(Target target, Map<Integer, String> pods, SplittableRandom random)
      throws IOException {
    VirtualIp address = VirtualIp.open(random);
    addresses.put(target.toString(), address);
    uuids.put(target.toString(), List.copyOf(pods.values()));
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
        ? new Prediction.Nobody("UNAVAILABLE", "the Service has no endpoint")
        : new Prediction.PinnedConnections(Balancing.RANDOM, pods);
  }

  @Override
  public void close() {
    addresses.values().forEach(VirtualIp::close);
  }
}
