package dev.meshlab.server;

import dev.meshlab.program.DurationConverter;
import dev.meshlab.program.VersionLine;
import dev.meshlab.server.identity.PodEnvironment;
import dev.meshlab.server.log.ServerLog;
import dev.meshlab.tls.Certificates;
import dev.meshlab.tls.TlsFiles;
import dev.meshlab.tls.UnusableFilesException;
import dev.meshlab.v1.ServerIdentity;
import io.grpc.InsecureServerCredentials;
import io.grpc.ServerCredentials;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Serves until a signal, then drains. */
@Command(
    name = ServerCommand.NAME,
    mixinStandardHelpOptions = true,
    versionProvider = VersionLine.class,
    usageHelpAutoWidth = true,
    showDefaultValues = true,
    description = {
      "Answers every gRPC call with its UUID, so that a client can count who served it: calls of"
          + " meshlab.v1.EchoService in the replies too, those of any other method, unary or"
          + " streaming, with an empty reply and the UUID in the response header meshlab-uuid.",
      "Prints one line of JSON on stdout when it serves; everything else goes to stderr.",
      "SIGTERM or SIGINT drains it."
    },
    footer = {
      "",
      DurationConverter.HELP,
      "The log on stderr has a line for the first event of a kind and, every 10 s, a count of those"
          + " like it.",
      "The identity comes from POD_UID, POD_NAME,"
          + " POD_NAMESPACE, POD_IP, NODE_NAME, POD_VERSION, POD_REGION and POD_ZONE; without"
          + " POD_UID the UUID is random."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:drained after a signal",
      "1:internal error",
      "2:bad usage, or a port that is taken"
    })
final class ServerCommand implements Callable<Integer> {
  static final String NAME = "meshlab-server";

  private final Map<String, String> environment;

  @Mixin private Options options;
  @Spec private CommandSpec spec;

  ServerCommand(Map<String, String> environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() throws InterruptedException {
    ServerIdentity identity = PodEnvironment.identity(environment);
    Pod pod = new Pod(options, identity, credentials());
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

  /** The files are watched until the process ends. */
  private ServerCredentials credentials() {
    TlsFiles files = new TlsFiles(options.cert, options.key, options.cacert);
    if (files.areNone()) {
      return InsecureServerCredentials.create();
    }
    if (options.cert == null && options.key == null) {
      throw new ParameterException(
          spec.commandLine(), "--cacert %s: needs --cert and --key".formatted(options.cacert));
    }
    try {
      return Certificates.open(files).ofServer();
    } catch (UnusableFilesException unusable) {
      throw new ParameterException(
          spec.commandLine(), String.valueOf(unusable.getMessage()), unusable);
    }
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
}
