package dev.meshlab.client.load;

import io.grpc.ManagedChannel;
import io.grpc.Status;
import java.util.Optional;

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

  /**
   * The reason of a failure, in a sentence, where it lies in how the channels connect; empty where
   * the status says enough.
   *
   * @param answeredBefore whether a call over the same channel was answered before
   */
  default Optional<String> reason(Status failure, boolean answeredBefore) {
    return Optional.empty();
  }
}
