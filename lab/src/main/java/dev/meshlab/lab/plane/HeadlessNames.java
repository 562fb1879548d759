package dev.meshlab.lab.plane;

import dev.meshlab.lab.cast.Target;
import io.grpc.EquivalentAddressGroup;
import io.grpc.ManagedChannelBuilder;
import io.grpc.NameResolver;
import io.grpc.NameResolverProvider;
import io.grpc.NameResolverRegistry;
import io.grpc.StatusOr;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;

/**
 * The names of headless Services, resolved to the addresses of all their pods. Each channel gets
 * them in an order of its own, as from CoreDNS (its plugin {@code loadbalance}).
 */
final class HeadlessNames extends NameResolverProvider implements AutoCloseable {

  /** Below that of DNS, so that a target without a scheme stays a name of DNS. */
  private static final int PRIORITY = 1;

  private static final AtomicInteger OPENED = new AtomicInteger();

  private final String scheme = "headless-" + OPENED.incrementAndGet();
  private final Map<String, List<InetSocketAddress>> addresses = new ConcurrentHashMap<>();
  private final LbPolicy lbPolicy;
  private final RandomGenerator seeds;

  private HeadlessNames(LbPolicy lbPolicy, RandomGenerator seeds) {
    this.lbPolicy = lbPolicy;
    this.seeds = seeds;
  }

  /**
   * Names that channels can use until they are closed.
   *
   * @param lbPolicy by which a channel balances among the addresses of a name
   */
  static HeadlessNames open(LbPolicy lbPolicy, RandomGenerator seeds) {
    HeadlessNames names = new HeadlessNames(lbPolicy, seeds);
    NameResolverRegistry.getDefaultRegistry().register(names);
    return names;
  }

  /**
   * A further name.
   *
   * @param ports on the loopback address, in place of the pods' addresses
   */
  void add(String target, Collection<Integer> ports) {
    addresses.put(
        target,
        ports.stream()
            .map(port -> new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
            .toList());
  }

  /** True if a target is such a name. */
  boolean contain(Target target) {
    return addresses.containsKey(target.toString());
  }

  /** A channel in the making to such a name. */
  ManagedChannelBuilder<?> channel(Target target) {
    return ManagedChannelBuilder.forTarget(scheme + ":///" + target)
        .defaultLoadBalancingPolicy(lbPolicy.toString());
  }

  @Override
  public NameResolver newNameResolver(URI uri, NameResolver.Args args) {
    String target = uri.getPath().substring(1);
    List<InetSocketAddress> order = new ArrayList<>(addresses.getOrDefault(target, List.of()));
    Collections.shuffle(order, new Random(nextSeed()));
    return new Resolved(target, order.stream().map(EquivalentAddressGroup::new).toList());
  }

  private synchronized long nextSeed() {
    return seeds.nextLong();
  }

  @Override
  public String getDefaultScheme() {
    return scheme;
  }

  @Override
  protected boolean isAvailable() {
    return true;
  }

  @Override
  protected int priority() {
    return PRIORITY;
  }

  @Override
  public void close() {
    NameResolverRegistry.getDefaultRegistry().deregister(this);
  }

  /** The answer for one channel. The pods of a run do not move, so it stays as it is. */
  private static final class Resolved extends NameResolver {

    private final String authority;
    private final List<EquivalentAddressGroup> pods;

    Resolved(String authority, List<EquivalentAddressGroup> pods) {
      this.authority = authority;
      this.pods = pods;
    }

    @Override
    public String getServiceAuthority() {
      return authority;
    }

    @Override
    public void start(Listener2 listener) {
      listener.onResult(
          ResolutionResult.newBuilder().setAddressesOrError(StatusOr.fromValue(pods)).build());
    }

    @Override
    public void shutdown() {
      // Nothing is open.
    }
  }
}
