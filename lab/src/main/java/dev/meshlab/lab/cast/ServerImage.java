package dev.meshlab.lab.cast;

import dev.meshlab.mesh.diagnostic.Diagnostic;
import dev.meshlab.mesh.diagnostic.DiagnosticId;
import dev.meshlab.mesh.model.Deployment;
import dev.meshlab.mesh.model.LabServer;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The images that the lab knows as its own, and how a Deployment of the server is to be run as
 * processes.
 */
public final class ServerImage {

  /** Any registry and path in front, any tag or digest behind. */
  private static final Pattern CLIENT =
      Pattern.compile("(.*/)?service-mesh-lab/client(:[^/@]*)?(@.*)?");

  private static final int MAX_PORT = 65_535;

  private ServerImage() {}

  /** True if the lab can run this Deployment's pods: its image is the server of this repository. */
  public static boolean isServer(Deployment deployment) {
    return LabServer.isIn(deployment);
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
    return of(deployment).callPort();
  }

  static int metricsPort(Deployment deployment) {
    return of(deployment).metricsPort();
  }

  static int maintenancePort(Deployment deployment) {
    return of(deployment).maintenancePort();
  }

  /** True if this port is for the server's keepers, and takes no calls. */
  static boolean servesItself(Deployment deployment, int port) {
    return of(deployment).servesItself(port);
  }

  /** Ports that the server would refuse. */
  static List<Diagnostic> problems(Deployment deployment) {
    return Stream.of("port", "metrics-port", "maintenance-port")
        .flatMap(option -> problem(deployment, option).stream())
        .toList();
  }

  private static Optional<Diagnostic> problem(Deployment deployment, String option) {
    return of(deployment)
        .option(option)
        .filter(text -> number(text).filter(port -> port <= MAX_PORT).isEmpty())
        .map(
            text ->
                refused(
                        deployment,
                        of(deployment).argument(option).isPresent() ? "args" : "env",
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

  private static LabServer of(Deployment deployment) {
    return new LabServer(deployment.container());
  }

  private static Optional<Integer> number(String text) {
    return text.matches("\\d{1,5}") ? Optional.of(Integer.parseInt(text)) : Optional.empty();
  }
}
