package dev.meshlab.server;

import dev.meshlab.server.identity.PodEnvironment;
import dev.meshlab.server.log.ServerLog;
import dev.meshlab.v1.ServerIdentity;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Serves until a signal, then drains. */
@Command(
    name = "meshlab-server",
    mixinStandardHelpOptions = true,
    versionProvider = ServerCommand.Version.class,
    usageHelpAutoWidth = true,
    description = {
      "Answers every gRPC call with its UUID, so that a client can count who served it: calls of"
          + " meshlab.v1.EchoService in the replies too, those of any other method, unary or"
          + " streaming, with an empty reply and the UUID in the response header meshlab-uuid.",
      "Prints one line of JSON on stdout when it serves; everything else goes to stderr.",
      "SIGTERM or SIGINT drains it."
    },
    footer = {
      "",
      "Each option has an environment variable: --shutdown-delay is MESHLAB_SHUTDOWN_DELAY. The"
          + " option wins over it.",
      "A time is written as 10s, 500ms, 2m or 1m30s.",
      "The log on stderr has a line for the first event of a kind and, every 10 s, a count of those"
          + " like it.",
      "The identity comes from POD_UID, POD_NAME,"
          + " POD_NAMESPACE, POD_IP, NODE_NAME, POD_VERSION, POD_REGION and POD_ZONE; without"
          + " POD_UID the UUID is random."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:Drained after a signal.",
      "1:Internal error.",
      "2:An option is wrong or a port is taken."
    })
final class ServerCommand implements Callable<Integer> {
  private final Map<String, String> environment;

  @Mixin private Options options;
  @Spec private CommandSpec spec;

  ServerCommand(Map<String, String> environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() throws InterruptedException {
    ServerIdentity identity = PodEnvironment.identity(environment);
    Pod pod = new Pod(options, identity);
    try {
      pod.start();
    } catch (CannotListenException taken) {
      pod.close();
      throw new ParameterException(spec.commandLine(), taken.getMessage(), taken);
    }
    Runtime.getRuntime().addShutdownHook(new Thread(() -> drain(pod), "drain"));
    spec.commandLine().getOut().println(Started.of(identity, pod).json());
    pod.awaitTermination();
    return spec.exitCodeOnSuccess();
  }

  private void drain(Pod pod) {
    int exitCode = spec.exitCodeOnExecutionException();
    try {
      pod.drain(line -> spec.commandLine().getErr().println(line));
      exitCode = spec.exitCodeOnSuccess();
    } catch (InterruptedException | RuntimeException e) {
      spec.commandLine().getErr().println("drain failed: " + e);
    } finally {
      ServerLog.flush();
      // A JVM that a signal ends exits with 128 + the signal, which Kubernetes shows as an error;
      // halting from the last hook is the only way to say that all went well.
      Runtime.getRuntime().halt(exitCode);
    }
  }

  /** The version that the build wrote into the jar. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = Main.class.getPackage().getImplementationVersion();
      return new String[] {"meshlab-server " + (version == null ? "(not packaged)" : version)};
    }
  }
}
