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
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * A Service's plain virtual IP: one backend for each TCP connection, as kube-proxy does; and the
 * names of headless Services, which lead to the pods themselves.
 */
public final class PlainPlane implements LocalPlane {

  private final PlainPredictor predictor;
  private final HeadlessNames names;
  private final Map<String, VirtualIp> addresses;

  private PlainPlane(
      PlainPredictor predictor, HeadlessNames names, Map<String, VirtualIp> addresses) {
    this.predictor = predictor;
    this.names = names;
    this.addresses = addresses;
  }

  /**
   * Opens an address for each target that has backends.
   *
   * @param seed of the draws; the same seed and the same order of connections draw alike
   */
  static PlainPlane open(PlainPredictor predictor, long seed) throws IOException {
    SplittableRandom seeds = new SplittableRandom(seed);
    PlainPlane plane =
        new PlainPlane(
            predictor, HeadlessNames.open(predictor.lbPolicy(), seeds.split()), new HashMap<>());
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

  /** The same addresses with other pods behind them; connections stay where they are. */
  PlainPlane renewed(PlainPredictor now) {
    addresses.forEach(
        (target, address) ->
            Optional.ofNullable(now.backends().get(target))
                .ifPresentOrElse(
                    backends -> address.setBackends(sockets(backends)),
                    () -> address.setBackends(List.of())));
    now.backends()
        .forEach(
            (target, backends) -> {
              if (backends.headless()) {
                names.add(target, backends.uuidByPort().keySet());
              }
            });
    return new PlainPlane(now, names, addresses);
  }

  private static List<InetSocketAddress> sockets(PlainPredictor.Backends backends) {
    return backends.uuidByPort().keySet().stream()
        .map(port -> new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
        .toList();
  }

  private void add(String target, SplittableRandom random) throws IOException {
    PlainPredictor.Backends backends = Objects.requireNonNull(predictor.backends().get(target));
    if (backends.headless()) {
      names.add(target, backends.uuidByPort().keySet());
      return;
    }
    VirtualIp address = VirtualIp.open(random, backends.clientAffinity());
    addresses.put(target, address);
    address.setBackends(sockets(backends));
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
