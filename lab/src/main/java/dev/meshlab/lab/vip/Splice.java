package dev.meshlab.lab.vip;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SocketChannel;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * One connection joined to another, byte for byte, by one thread for each direction. The end of one
 * direction is passed on as such, so half-closed connections work; an error in either resets both.
 */
final class Splice {
  private static final int BUFFER_BYTES = 64 * 1024;

  private final SocketChannel client;
  private final SocketChannel backend;
  private final Consumer<Splice> whenClosed;
  private final AtomicInteger flowing = new AtomicInteger(2);

  Splice(SocketChannel client, Consumer<Splice> whenClosed) throws IOException {
    this.client = client;
    this.backend = SocketChannel.open();
    this.whenClosed = whenClosed;
  }

  /** Connects, and passes on what comes from the client until it ends. */
  void run(InetSocketAddress address) {
    try {
      client.setOption(StandardSocketOptions.TCP_NODELAY, true);
      backend.setOption(StandardSocketOptions.TCP_NODELAY, true);
      backend.connect(address);
    } catch (IOException e) {
      reset();
      return;
    }
    VirtualIp.daemon("splice-back", () -> copy(backend, client));
    copy(client, backend);
  }

  private void copy(SocketChannel from, SocketChannel to) {
    try {
      ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);
      while (from.read(buffer) >= 0) {
        buffer.flip();
        while (buffer.hasRemaining()) {
          to.write(buffer);
        }
        buffer.clear();
      }
      to.shutdownOutput();
      if (flowing.decrementAndGet() == 0) {
        close();
      }
    } catch (ClosedChannelException closedByUs) {
      // Whoever closed one end closes the other in order too; a reset would race with that.
      close();
    } catch (IOException e) {
      reset();
    }
  }

  /** Closes with an RST, as a backend that died would have been felt without us in between. */
  private void reset() {
    for (SocketChannel end : new SocketChannel[] {client, backend}) {
      try {
        end.setOption(StandardSocketOptions.SO_LINGER, 0);
      } catch (IOException alreadyClosed) {
        // Nothing to reset.
      }
    }
    close();
  }

  void close() {
    try (client;
        backend) {
      whenClosed.accept(this);
    } catch (IOException e) {
      // The descriptors are gone either way.
    }
  }
}
