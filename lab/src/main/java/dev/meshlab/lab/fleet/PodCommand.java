package dev.meshlab.lab.fleet;

import dev.meshlab.lab.process.Command;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The command that starts the server as one pod. */
final class PodCommand {
  /**
   * For a JVM that lives for seconds and shares two cores with others. The first compiler alone
   * brings three pods up in two thirds of the time; it costs peak throughput, which a JVM this
   * young does not reach.
   */
  private static final List<String> JVM_FLAGS =
      List.of(
          "-XX:TieredStopAtLevel=1",
          "-XX:+UseSerialGC",
          "-Xshare:auto",
          "-Xmx128m",
          "-XX:-UsePerfData");

  /** Without it, a JVM that an archive does not fit says so, and starts all the same. */
  private static final String NOT_A_WORD_ABOUT_ARCHIVES = "-Xlog:cds*=off";

  /** The options that a pod must not choose, because it shares the machine. */
  private static final Set<String> ADDRESSES =
      Set.of("--bind", "--port", "--maintenance-port", "--metrics-port");

  private PodCommand() {}

  /**
   * @param temporary where the pod may leave files, which are removed with it even if it is killed
   */
  static Command of(ServerArtefact server, PodSpec pod, Path temporary) {
    List<String> line = new ArrayList<>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.addAll(JVM_FLAGS);
    line.add("-XX:SharedArchiveFile=" + server.archive());
    line.add(NOT_A_WORD_ABOUT_ARCHIVES);
    // Netty unpacks a library there, and leaves it if it is killed meanwhile.
    line.add("-Djava.io.tmpdir=" + temporary);
    line.addAll(List.of("-jar", server.jar().toString(), "--bind=127.0.0.1"));
    line.addAll(List.of("--port=0", "--maintenance-port=0", "--metrics-port=0"));
    line.addAll(withoutAddresses(pod.arguments()));
    return Command.of("pod-" + pod.namespace() + "-" + pod.name(), line)
        .withEnvironment(environment(pod))
        .withOutput(Command.Output.READ);
  }

  private static List<String> withoutAddresses(List<String> arguments) {
    List<String> kept = new ArrayList<>();
    for (int i = 0; i < arguments.size(); i++) {
      String argument = arguments.get(i);
      if (ADDRESSES.contains(argument)) {
        // Its value is the next one.
        i++;
      } else if (ADDRESSES.stream().noneMatch(option -> argument.startsWith(option + "="))) {
        kept.add(argument);
      }
    }
    return kept;
  }

  private static Map<String, String> environment(PodSpec pod) {
    Map<String, String> environment = new HashMap<>();
    // A pod's own choice of the delay, as a variable or as an argument, wins over this one.
    environment.put("MESHLAB_SHUTDOWN_DELAY", "0s");
    environment.putAll(pod.environment());
    environment.put("POD_UID", pod.uid());
    environment.put("POD_NAME", pod.name());
    environment.put("POD_NAMESPACE", pod.namespace());
    environment.put("POD_IP", pod.ip());
    environment.put("NODE_NAME", pod.node());
    environment.put("POD_VERSION", pod.version());
    environment.put("POD_REGION", pod.region());
    environment.put("POD_ZONE", pod.zone());
    environment.values().removeIf(String::isEmpty);
    return environment;
  }
}
