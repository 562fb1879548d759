package dev.meshlab.lab.vip;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;

/**
 * The plain address of a Service. Each accepted connection goes to one backend, drawn uniformly and
 * independently of all others, and stays with it until either end closes: what kube-proxy's
 * iptables mode does by its chain of {@code -m statistic --mode random} rules. Taking a backend off
 * the list therefore moves no connection that exists. Without any backend, or when the one drawn
 * does not answer, the connection is reset at once; kube-proxy rejects in the first case.
 *
 * <p>With client affinity ({@code sessionAffinity: ClientIP}) only the first connection of a client
 * is drawn, and the others follow it.
 *
 * <p>Safe for use from several threads.
 */
public final class VirtualIp implements AutoCloseable {
  private final ServerSocketChannel listener;
  private final Draws draws;
  private final Set<Splice> open = ConcurrentHashMap.newKeySet();
  private final Map<InetSocketAddress, Long> connections = new ConcurrentHashMap<>();
  private volatile List<InetSocketAddress> backends = List.of();

  private VirtualIp(ServerSocketChannel listener, Draws draws) {
    this.listener = listener;
    this.draws = draws;
  }

  /** Listens on a free loopback port; the generator is used by one thread only. */
  public static VirtualIp open(RandomGenerator random, boolean clientAffinity) throws IOException {
    ServerSocketChannel listener =
        ServerSocketChannel.open()
            .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1024);
    VirtualIp vip = new VirtualIp(listener, new Draws(random, clientAffinity));
    daemon("vip-" + vip.port(), vip::acceptAll);
    return vip;
  }

  public int port() {
    return listener.socket().getLocalPort();
  }

  /** Sets who may be drawn for connections that come from now on. */
  public void setBackends(List<InetSocketAddress> backends) {
    this.backends = List.copyOf(backends);
  }

  /** The number of connections for which each backend was drawn since the start. */
  public Map<InetSocketAddress, Long> connections() {
    return Map.copyOf(connections);
  }

  /** Closes every connection through the address, which goes on to accept others. */
  public void disconnect() {
    open.forEach(Splice::close);
  }

  private void acceptAll() {
    while (listener.isOpen()) {
      try {
        take(listener.accept());
      } catch (IOException e) {
        // That connection is lost, or the listener was closed, and with it every connection.
      }
    }
  }

  private void take(SocketChannel client) throws IOException {
    List<InetSocketAddress> drawable = backends;
    if (drawable.isEmpty()) {
      client.setOption(StandardSocketOptions.SO_LINGER, 0);
      client.close();
      return;
    }
    InetSocketAddress backend = draws.draw(drawable, client.socket().getInetAddress());
    connections.merge(backend, 1L, Long::sum);
    Splice splice;
    try {
      splice = new Splice(client, open::remove);
    } catch (IOException e) {
      client.close();
      throw e;
    }
    open.add(splice);
    daemon("splice", () -> splice.run(backend));
    if (!listener.isOpen()) {
      // Closed in the meantime, maybe too early to have seen this one.
      splice.close();
    }
  }

  /** Closes the address and every connection through it. */
  @Override
  public void close() {
    try {
      listener.close();
    } catch (IOException e) {
      throw new IllegalStateException("could not close 127.0.0.1:" + port(), e);
    } finally {
      disconnect();
    }
  }

  static void daemon(String name, Runnable work) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.start();
  }
}
