package dev.meshlab.lab.cli;

import dev.meshlab.lab.envoy.EnvoyBinary;
import dev.meshlab.lab.failure.ExitCode;
import dev.meshlab.lab.failure.MissingPrerequisite;
import dev.meshlab.lab.fleet.ServerArtefact;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code meshlab doctor}: the parts that this machine has and lacks. */
@Command(
    name = "doctor",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    usageHelpAutoWidth = true,
    showDefaultValues = true,
    description = "Says what this machine has and lacks for the lab, and what to do about it.")
final class DoctorCommand implements Callable<Integer> {

  @Option(
      names = "--envoy",
      paramLabel = "<path>",
      description = "The Envoy to look at. Default: MESHLAB_ENVOY, the cache, PATH, in this order.")
  private @Nullable Path envoy;

  @Override
  public Integer call() {
    List<Check> checks = new ArrayList<>();
    checks.add(java());
    checks.add(cores());
    checks.add(server());
    checks.add(envoy());
    checks.add(
        onPath(
            "setsid",
            "keeps ^C from reaching pods and Envoy before the lab has stopped measuring",
            false));
    checks.add(onPath("python3", "fetches Envoy once, with its pip", false));
    checks.forEach(check -> Output.write(check + "\n"));
    boolean complete = checks.stream().allMatch(check -> check.fine() || !check.needed());
    return complete ? ExitCode.AS_EXPECTED : ExitCode.MISSING_PREREQUISITE;
  }

  private static Check java() {
    int version = Runtime.version().feature();
    return new Check(
        version >= 17,
        true,
        "java",
        System.getProperty("java.version"),
        "install a JDK 17 or newer");
  }

  private static Check cores() {
    int cores = Runtime.getRuntime().availableProcessors();
    return new Check(
        cores >= 2,
        false,
        "cores",
        Integer.toString(cores),
        "with fewer than two cores, latencies mean little");
  }

  private static Check server() {
    try {
      return new Check(true, true, "server", ServerArtefact.find().jar().toString(), "");
    } catch (MissingPrerequisite missing) {
      return new Check(false, true, "server", "not built", missing.remedy());
    }
  }

  private Check envoy() {
    EnvoyBinary found = EnvoyBinary.find(envoy, System.getenv());
    if (found instanceof EnvoyBinary.Found binary) {
      return new Check(true, true, "envoy", binary.version() + " " + binary.path(), "");
    }
    EnvoyBinary.Missing missing = (EnvoyBinary.Missing) found;
    return new Check(false, true, "envoy", missing.reason(), missing.remedy());
  }

  private static Check onPath(String program, String use, boolean needed) {
    for (String directory :
        System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1)) {
      Path candidate = Path.of(directory, program);
      if (Files.isExecutable(candidate)) {
        return new Check(true, needed, program, candidate.toString(), "");
      }
    }
    return new Check(false, needed, program, "not on PATH", use);
  }

  /**
   * @param fine whether it is there
   * @param needed whether the lab's planes cannot all run without it
   */
  private record Check(boolean fine, boolean needed, String name, String found, String remedy) {
    @Override
    public String toString() {
      String mark = fine ? "ok" : needed ? "MISSING" : "absent";
      return "%-8s %-8s %s%s"
          .formatted(mark, name, found, remedy.isEmpty() || fine ? "" : ": " + remedy);
    }
  }
}
