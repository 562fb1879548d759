package dev.meshlab.lab.plane;

import io.envoyproxy.envoy.config.listener.v3.Listener;
import io.grpc.ChannelCredentials;
import io.grpc.InsecureChannelCredentials;

/**
 * The place where the calls for a target enter a proxy.
 *
 * @param listener as the client finds it: of several filter chains, the one that takes its calls
 * @param credentials the certificates that the client shows and trusts
 */
record ListenerAccess(Listener listener, ChannelCredentials credentials) {

  /** An entrance without TLS. */
  static ListenerAccess plain(Listener listener) {
    return new ListenerAccess(listener, InsecureChannelCredentials.create());
  }
}
