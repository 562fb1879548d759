package dev.meshlab.lab.vip;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** The choice of the backend that a new connection goes to. Belongs to one thread. */
final class Draws {

  private final RandomGenerator random;
  private final boolean clientAffinity;
  private final Map<InetAddress, InetSocketAddress> byClient = new HashMap<>();

  /**
   * @param clientAffinity whether a client keeps the backend of its first connection while that is
   *     a backend; kube-proxy forgets it after three hours without a connection
   */
  Draws(RandomGenerator random, boolean clientAffinity) {
    this.random = random;
    this.clientAffinity = clientAffinity;
  }

  InetSocketAddress draw(List<InetSocketAddress> backends, InetAddress client) {
    InetSocketAddress known = byClient.get(client);
    if (known != null && backends.contains(known)) {
      return known;
    }
    InetSocketAddress drawn = backends.get(random.nextInt(backends.size()));
    if (clientAffinity) {
      byClient.put(client, drawn);
    }
    return drawn;
  }
}
