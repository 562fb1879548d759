package dev.meshlab.lab.cast;

import dev.meshlab.mesh.diagnostic.Diagnostic;
import dev.meshlab.mesh.diagnostic.DiagnosticId;
import dev.meshlab.mesh.model.Deployment;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The images that the lab knows as its own, and how a Deployment of the server is to be run as
 * processes.
 */
public final class ServerImage {

  /** Any registry and path in front, any tag or digest behind. */
  private static final Pattern SERVER = image("server");

  private static final Pattern CLIENT = image("client");

  private static final int MAX_PORT = 65_535;
  private static final int DEFAULT_PORT = 50051;
  private static final int DEFAULT_METRICS_PORT = 9090;
  private static final int DEFAULT_MAINTENANCE_PORT = 50052;

  private ServerImage() {}

  private static Pattern image(String name) {
    return Pattern.compile("(.*/)?service-mesh-lab/" + name + "(:[^/@]*)?(@.*)?");
  }

  /** True if the lab can run this Deployment's pods: its image is the server of this repository. */
  public static boolean isServer(Deployment deployment) {
    return SERVER.matcher(deployment.container().image()).matches();
  }

  /** True if it is the client of this repository, whose part the lab plays itself. */
  public static boolean isClient(Deployment deployment) {
    return CLIENT.matcher(deployment.container().image()).matches();
  }

  /**
   * The port on which the server listens in a cluster: what its arguments or its environment say,
   * or the server's default.
   */
  public static int callPort(Deployment deployment) {
    return given(deployment, "port").orElse(DEFAULT_PORT);
  }

  static int metricsPort(Deployment deployment) {
    return given(deployment, "metrics-port").orElse(DEFAULT_METRICS_PORT);
  }

  static int maintenancePort(Deployment deployment) {
    return given(deployment, "maintenance-port").orElse(DEFAULT_MAINTENANCE_PORT);
  }

  /** True if this port is for the server's keepers, and takes no calls. */
  static boolean servesItself(Deployment deployment, int port) {
    return port == metricsPort(deployment) || port == maintenancePort(deployment);
  }

  /** Ports that the server would refuse. */
  static List<Diagnostic> problems(Deployment deployment) {
    return Stream.of("port", "metrics-port", "maintenance-port")
        .flatMap(option -> problem(deployment, option).stream())
        .toList();
  }

  private static Optional<Diagnostic> problem(Deployment deployment, String option) {
    return text(deployment, option)
        .filter(text -> number(text).filter(port -> port <= MAX_PORT).isEmpty())
        .map(
            text ->
                refused(
                        deployment,
                        argument(deployment, option).isPresent() ? "args" : "env",
                        "--%s must be a port, from 0 to 65535".formatted(option))
                    .withValue(text));
  }

  /** A problem with the options that a Deployment gives to the server. */
  static Diagnostic refused(Deployment deployment, String message) {
    return refused(deployment, deployment.container().args().isEmpty() ? "env" : "args", message);
  }

  private static Diagnostic refused(Deployment deployment, String field, String message) {
    return Diagnostic.of(
        DiagnosticId.UNPLAYABLE_WORKLOAD,
        deployment.container().written().position(field),
        deployment.container().written().path(field),
        message,
        "");
  }

  private static Optional<Integer> given(Deployment deployment, String option) {
    return text(deployment, option).flatMap(ServerImage::number);
  }

  private static Optional<String> text(Deployment deployment, String option) {
    String variable = "MESHLAB_" + option.replace('-', '_').toUpperCase(Locale.ROOT);
    return argument(deployment, option)
        .or(() -> Optional.ofNullable(deployment.container().env().get(variable)))
        .filter(text -> !text.isEmpty());
  }

  private static Optional<String> argument(Deployment deployment, String option) {
    String flag = "--" + option;
    List<String> args = deployment.container().args();
    for (int i = 0; i < args.size(); i++) {
      if (args.get(i).startsWith(flag + "=")) {
        return Optional.of(args.get(i).substring(flag.length() + 1));
      }
      if (args.get(i).equals(flag) && i + 1 < args.size()) {
        return Optional.of(args.get(i + 1));
      }
    }
    return Optional.empty();
  }

  private static Optional<Integer> number(String text) {
    return text.matches("\\d{1,5}") ? Optional.of(Integer.parseInt(text)) : Optional.empty();
  }
}
