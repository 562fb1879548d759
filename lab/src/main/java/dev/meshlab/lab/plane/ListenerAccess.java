package dev.meshlab.lab.plane;

import dev.meshlab.client.channel.Security;
import io.envoyproxy.envoy.config.listener.v3.Listener;

/**
 * The place where the calls for a target enter a proxy.
 *
 * @param listener as the client finds it: of several filter chains, the one that takes its calls
 * @param security the certificates that the client shows and trusts
 */
record ListenerAccess(Listener listener, Security security) {

  /** An entrance without TLS. */
  static ListenerAccess plain(Listener listener) {
    return new ListenerAccess(listener, Security.plainText());
  }
}
