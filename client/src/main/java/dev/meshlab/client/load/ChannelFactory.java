package dev.meshlab.client.load;

import io.grpc.ManagedChannel;

/**
 * Opens the channels of a load. One channel is what this project calls a connection: its load
 * balancing policy may open more than one TCP connection beneath it.
 *
 * <p>Build them with {@code directExecutor()}: calls then end in the transport's own threads, which
 * never block here, and grpc-java serves several times as many of them.
 */
@FunctionalInterface
public interface ChannelFactory {

  /**
   * A new channel, which the caller shuts down.
   *
   * @param connection its number, from 0
   */
  ManagedChannel open(int connection);
}
