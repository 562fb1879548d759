package dev.meshlab.server;

import com.google.protobuf.Struct;
import com.google.protobuf.util.JsonFormat;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The packaged server as a process of its own. */
final class ServerProcess implements AutoCloseable {
  private static final Map<String, String> FREE_PORTS =
      Map.of("MESHLAB_PORT", "0", "MESHLAB_MAINTENANCE_PORT", "0", "MESHLAB_METRICS_PORT", "0");

  private final Process process;
  private final BufferedReader out;
  private final Struct.Builder started = Struct.newBuilder();
  private final List<ManagedChannel> channels = new ArrayList<>();

  private ServerProcess(Process process) {
    this.process = process;
    this.out = process.inputReader();
  }

  /** On free ports where nothing else is said; not awaited yet. */
  static ServerProcess launch(Map<String, String> environment, String... args) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    command.add("-XX:SharedArchiveFile=" + Path.of("target", "meshlab-server.jsa"));
    command.add("-Xlog:cds*=off"); // Else a JVM reports an archive that does not fit it.
    command.addAll(List.of("-jar", Path.of("target", "meshlab-server.jar").toString()));
    command.addAll(List.of(args));
    ProcessBuilder builder = new ProcessBuilder(command);
    // With it a JVM says so on stderr, before anything of ours.
    builder.environment().remove("JAVA_TOOL_OPTIONS");
    builder.environment().putAll(FREE_PORTS);
    builder.environment().putAll(environment);
    return new ServerProcess(builder.start());
  }

  /** Returns when it serves. */
  static ServerProcess start(Map<String, String> environment, String... args) throws IOException {
    ServerProcess server = launch(environment, args);
    String line = server.out.readLine();
    if (line == null) {
      throw new IOException("ended before it served: " + server.errors());
    }
    JsonFormat.parser().merge(line, server.started);
    return server;
  }

  String text(String field) {
    return started.getFieldsOrThrow(field).getStringValue();
  }

  int number(String field) {
    return (int) started.getFieldsOrThrow(field).getNumberValue();
  }

  /**
   * A connection of its own to the port of that name; closed with this server. Its callbacks run on
   * the transport's thread, and so in the order in which things happened on the wire.
   */
  ManagedChannel channelTo(String port) {
    return channelTo(port, NettyChannelBuilder.DEFAULT_FLOW_CONTROL_WINDOW);
  }

  /**
   * @param window bytes of each reply that the server may send before they are read
   */
  ManagedChannel channelTo(String port, int window) {
    ManagedChannel channel =
        NettyChannelBuilder.forAddress(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), number(port)),
                InsecureChannelCredentials.create())
            .directExecutor()
            .flowControlWindow(window)
            .build();
    channels.add(channel);
    return channel;
  }

  /** SIGTERM, and nothing else: {@link Process#destroy} would close the streams too. */
  void terminate() {
    process.toHandle().destroy();
  }

  int exitCode() throws InterruptedException, TimeoutException {
    if (!process.waitFor(30, TimeUnit.SECONDS)) {
      throw new TimeoutException("still running");
    }
    return process.exitValue();
  }

  /** All that was left on stdout, after the process has ended. */
  String output() throws IOException {
    return String.join("\n", out.lines().toList());
  }

  /** All that went to stderr, after the process has ended. */
  String errors() throws IOException {
    return String.join("\n", process.errorReader().lines().toList());
  }

  @Override
  public void close() {
    channels.forEach(ManagedChannel::shutdownNow);
    process.destroyForcibly();
  }
}
