package dev.meshlab.server;

import dev.meshlab.program.DurationConverter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Help;
import picocli.CommandLine.Option;

/** The choices of a user. Written by picocli alone, once, before anyone reads it. */
final class Options {
  static final String PORT = "--port";
  static final String MAINTENANCE_PORT = "--maintenance-port";
  static final String METRICS_PORT = "--metrics-port";

  @Option(
      names = PORT,
      paramLabel = "<port>",
      defaultValue = "50051",
      converter = PortConverter.class,
      description = "Where calls, health and reflection are served; 0 takes any free port.")
  int port;

  @Option(
      names = MAINTENANCE_PORT,
      paramLabel = "<port>",
      defaultValue = "50052",
      converter = PortConverter.class,
      description =
          "Where the ledger is read, health is turned and channelz is served; 0 takes any free port.")
  int maintenancePort;

  @Option(
      names = METRICS_PORT,
      paramLabel = "<port>",
      defaultValue = "9090",
      converter = PortConverter.class,
      description = "Where GET /metrics is answered; 0 takes any free port.")
  int metricsPort;

  @Option(
      names = "--bind",
      paramLabel = "<address>",
      defaultValue = "127.0.0.1",
      converter = AddressConverter.class,
      description = "The address of all three ports; 0.0.0.0 for all of this host's.")
  InetAddress bind;

  @Option(
      names = "--shutdown-delay",
      paramLabel = "<time>",
      defaultValue = "5s",
      converter = DurationConverter.class,
      description = "After SIGTERM: how long calls are still taken while health says NOT_SERVING.")
  Duration shutdownDelay;

  @Option(
      names = "--drain-timeout",
      paramLabel = "<time>",
      defaultValue = "20s",
      converter = DurationConverter.class,
      description = "After the delay: how long calls in flight may take before they are cancelled.")
  Duration drainTimeout;

  @Option(
      names = "--max-connection-age",
      paramLabel = "<time>",
      defaultValue = "0s",
      converter = DurationConverter.class,
      description =
          "Send GOAWAY to a connection of this age (within 10%%), so that its client connects anew."
              + " 0s: never.")
  Duration maxConnectionAge;

  @Option(
      names = "--max-connection-age-grace",
      paramLabel = "<time>",
      converter = DurationConverter.class,
      description =
          "How long calls on a connection that is too old may take before they are cancelled."
              + " Default: no limit.")
  @Nullable Duration maxConnectionAgeGrace;

  @Option(
      names = "--methods",
      paramLabel = "<path>",
      split = ",",
      converter = MethodConverter.class,
      showDefaultValue = Help.Visibility.NEVER,
      description =
          "Play a server with these methods and no others, as in /package.Service/Method. Default:"
              + " this server's own, and an empty answer to any other.")
  List<String> methods = List.of();

  @Option(
      names = "--cert",
      paramLabel = "<file>",
      description =
          "This server's certificate, in PEM, with those that lead to its CA: --port speaks TLS, the"
              + " other ports stay as they are. Default: plain text.")
  @Nullable Path cert;

  @Option(
      names = "--key",
      paramLabel = "<file>",
      description = "The private key of --cert, in PEM, not encrypted. Default: plain text.")
  @Nullable Path key;

  @Option(
      names = "--cacert",
      paramLabel = "<file>",
      description =
          "The CAs of clients, in PEM: a client without a certificate of theirs is refused."
              + " Default: clients need no certificate.")
  @Nullable Path cacert;

  InetSocketAddress address(int atPort) {
    return new InetSocketAddress(bind, atPort);
  }
}
