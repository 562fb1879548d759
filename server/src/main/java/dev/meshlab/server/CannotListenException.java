package dev.meshlab.server;

import java.io.IOException;
import java.net.InetSocketAddress;

/** An address that cannot be bound; the message names the option that chose it and what to do. */
final class CannotListenException extends Exception {
  private static final long serialVersionUID = 1;

  CannotListenException(String option, InetSocketAddress address, IOException cause) {
    super(
        "%s %d: cannot listen on %s:%d: %s; choose a free port (0: any) or another --bind address"
            .formatted(
                option,
                address.getPort(),
                address.getAddress().getHostAddress(),
                address.getPort(),
                root(cause).getMessage()),
        cause);
  }

  /** Netty's own message repeats the address; the system's reason is at the root. */
  private static Throwable root(Throwable failure) {
    Throwable cause = failure.getCause();
    return cause == null ? failure : root(cause);
  }
}
