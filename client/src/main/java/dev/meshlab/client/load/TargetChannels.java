package dev.meshlab.client.load;

import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;

/**
 * Plaintext channels to one target.
 *
 * @param target {@code host:port}, or any name that grpc-java resolves: {@code dns:///…}, {@code
 *     xds:///…}
 * @param lbPolicy the load balancing policy where neither service config nor xDS names one; "" for
 *     grpc-java's own default, {@code pick_first}
 * @param authority the {@code :authority} to send in place of the target's; "" for that
 */
public record TargetChannels(String target, String lbPolicy, String authority)
    implements ChannelFactory {

  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException where grpc-java cannot make sense of the target
   */
  @Override
  public ManagedChannel open(int connection) {
    ManagedChannelBuilder<?> builder =
        ManagedChannelBuilder.forTarget(target).usePlaintext().directExecutor();
    if (!lbPolicy.isEmpty()) {
      builder.defaultLoadBalancingPolicy(lbPolicy);
    }
    if (!authority.isEmpty()) {
      builder.overrideAuthority(authority);
    }
    return builder.build();
  }
}
