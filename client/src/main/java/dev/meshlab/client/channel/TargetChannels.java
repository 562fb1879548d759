package dev.meshlab.client.channel;

import dev.meshlab.client.load.ChannelFactory;
import io.grpc.Grpc;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.Status;
import java.util.Optional;

/**
 * Channels to one target.
 *
 * @param target {@code host:port}, or any name that grpc-java resolves: {@code dns:///…}, {@code
 *     xds:///…}
 * @param lbPolicy the load balancing policy where neither service config nor xDS names one; "" for
 *     grpc-java's own default, {@code pick_first}
 * @param authority the {@code :authority} to send in place of the target's, and the host that a
 *     certificate has to be for; "" for the target's
 * @param security plain text, or TLS
 */
public record TargetChannels(String target, String lbPolicy, String authority, Security security)
    implements ChannelFactory {

  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException where grpc-java cannot make sense of the target
   */
  @Override
  public ManagedChannel open(int connection) {
    ManagedChannelBuilder<?> builder =
        Grpc.newChannelBuilder(target, security.credentials()).directExecutor();
    if (!lbPolicy.isEmpty()) {
      builder.defaultLoadBalancingPolicy(lbPolicy);
    }
    if (!authority.isEmpty()) {
      builder.overrideAuthority(authority);
    }
    return builder.build();
  }

  @Override
  public Optional<String> reason(Status failure, boolean answeredBefore) {
    return new ConnectionFailure(security, failure, answeredBefore).reason();
  }
}
