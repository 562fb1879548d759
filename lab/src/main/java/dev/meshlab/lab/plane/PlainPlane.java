package dev.meshlab.lab.plane;

import dev.meshlab.client.load.ChannelFactory;
import dev.meshlab.lab.cast.Target;
import dev.meshlab.lab.vip.VirtualIp;
import dev.meshlab.mesh.dataplane.Plane;
import io.grpc.ManagedChannelBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * A Service's plain virtual IP: one backend for each TCP connection, as kube-proxy does; and the
 * names of headless Services, which lead to the pods themselves.
 */
public final class PlainPlane implements LocalPlane {

  private final Map<String, VirtualIp> addresses = new HashMap<>();
  private final PlainPredictor predictor;

  private final HeadlessNames names;

  private PlainPlane(PlainPredictor predictor, HeadlessNames names) {
    this.predictor = predictor;
    this.names = names;
  }

  /**
   * Opens an address for each target that has backends.
   *
   * @param seed of the draws; the same seed and the same order of connections draw alike
   */
  static PlainPlane open(PlainPredictor predictor, long seed) throws IOException {
    SplittableRandom seeds = new SplittableRandom(seed);
    PlainPlane plane =
        new PlainPlane(predictor, HeadlessNames.open(predictor.lbPolicy(), seeds.split()));
    try {
      // In the order of their names, so that a seed means the same in every run.
      for (String target : new TreeMap<>(predictor.backends()).keySet()) {
        plane.add(target, seeds.split());
      }
      return plane;
    } catch (IOException e) {
      plane.close();
      throw e;
    }
  }

  private void add(String target, SplittableRandom random) throws IOException {
    PlainPredictor.Backends backends = Objects.requireNonNull(predictor.backends().get(target));
    if (backends.headless()) {
      names.add(target, backends.uuidByPort().keySet());
      return;
    }
    VirtualIp address = VirtualIp.open(random, backends.clientAffinity());
    addresses.put(target, address);
    address.setBackends(
        backends.uuidByPort().keySet().stream()
            .map(port -> new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
            .toList());
  }

  @Override
  public Plane plane() {
    return Plane.PLAIN;
  }

  @Override
  public TargetPredictor predictor() {
    return predictor;
  }

  @Override
  public ChannelFactory channels(Target target) {
    return connection ->
        to(target).overrideAuthority(target.authority()).usePlaintext().directExecutor().build();
  }

  private ManagedChannelBuilder<?> to(Target target) {
    if (names.contain(target)) {
      return names.channel(target);
    }
    int port = Objects.requireNonNull(addresses.get(target.toString())).port();
    return ManagedChannelBuilder.forAddress("127.0.0.1", port);
  }

  @Override
  public void close() {
    names.close();
    addresses.values().forEach(VirtualIp::close);
  }
}
