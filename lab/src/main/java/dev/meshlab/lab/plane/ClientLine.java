package dev.meshlab.lab.plane;

import dev.meshlab.lab.vip.VirtualIp;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Random;

/**
 * The connections of the client to its proxy, led past this process so that they can be ended. Safe
 * for use from several threads.
 */
final class ClientLine implements AutoCloseable {

  private final VirtualIp entrance;

  private ClientLine(VirtualIp entrance) {
    this.entrance = entrance;
  }

  /**
   * @param port of the proxy, on the loopback address
   */
  static ClientLine to(int port) throws IOException {
    VirtualIp entrance = VirtualIp.open(new Random(), false);
    entrance.setBackends(List.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), port)));
    return new ClientLine(entrance);
  }

  /** The port at which the proxy is reached over this line. */
  int port() {
    return entrance.port();
  }

  /** Ends the connections that there are; others may follow. */
  void end() {
    entrance.disconnect();
  }

  @Override
  public void close() {
    entrance.close();
  }
}
