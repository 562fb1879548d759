package dev.meshlab.server.handshake;

import java.util.List;
import java.util.Optional;
import java.util.logging.Filter;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/**
 * The log's lines on clients whose connections fail before the first call. grpc-java has no
 * listener for them, and logs them below INFO: so this is a filter on the two loggers that get the
 * exception. They are silent for connections that do not fail.
 */
public final class FailedConnections implements Filter {

  private static final Logger LOG = Logger.getLogger(FailedConnections.class.getName());

  private static final String GRPC = "io.grpc.netty.shaded.io.grpc.netty.";

  /** Held here, since the JDK forgets the settings of a logger that is not. */
  private static final List<Logger> SOURCES =
      List.of(
          Logger.getLogger(GRPC + "WriteBufferingAndExceptionHandler"),
          Logger.getLogger(GRPC + "NettyServerTransport.connections"));

  private FailedConnections() {}

  /** Logs the reasons from now on, in this process. */
  public static void log() {
    for (Logger source : SOURCES) {
      source.setLevel(Level.FINE);
      source.setFilter(new FailedConnections());
    }
  }

  /** Logs the reason in place of the event, where there is one. */
  @Override
  public boolean isLoggable(LogRecord event) {
    Optional<String> reason = Optional.ofNullable(event.getThrown()).flatMap(FailureReason::of);
    reason.ifPresent(LOG::info);
    return reason.isEmpty() && event.getLevel().intValue() >= Level.INFO.intValue();
  }
}
