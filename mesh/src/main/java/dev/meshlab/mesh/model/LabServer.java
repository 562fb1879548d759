package dev.meshlab.mesh.model;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The server of this repository in a container, and the ports on which its arguments or its
 * environment let it listen. All of it but the ports of its keepers speaks gRPC.
 *
 * @param container whose image it is
 */
public record LabServer(AppContainer container) {

  /** Any registry and path in front, any tag or digest behind. */
  private static final Pattern IMAGE =
      Pattern.compile("(.*/)?service-mesh-lab/server(:[^/@]*)?(@.*)?");

  private static final int DEFAULT_PORT = 50051;
  private static final int DEFAULT_METRICS_PORT = 9090;

  private static final int DEFAULT_MAINTENANCE_PORT = 50052;

  /** True if the pods of a Deployment run it. */
  public static boolean isIn(Deployment deployment) {
    return IMAGE.matcher(deployment.container().image()).matches();
  }

  /** The port for calls. */
  public int callPort() {
    return port("port").orElse(DEFAULT_PORT);
  }

  public int metricsPort() {
    return port("metrics-port").orElse(DEFAULT_METRICS_PORT);
  }

  public int maintenancePort() {
    return port("maintenance-port").orElse(DEFAULT_MAINTENANCE_PORT);
  }

  /** True if this port is for the server's keepers, and takes no calls. */
  public boolean servesItself(int port) {
    return port == metricsPort() || port == maintenancePort();
  }

  private Optional<Integer> port(String option) {
    return option(option).filter(text -> text.matches("\\d{1,5}")).map(Integer::valueOf);
  }

  /** The value of an option of the server, such as {@code metrics-port}. */
  public Optional<String> option(String option) {
    String variable = "MESHLAB_" + option.replace('-', '_').toUpperCase(Locale.ROOT);
    return argument(option)
        .or(() -> Optional.ofNullable(container.env().get(variable)))
        .filter(text -> !text.isEmpty());
  }

  /** The value that the container's arguments give to an option. */
  public Optional<String> argument(String option) {
    String flag = "--" + option;
    List<String> args = container.args();
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
}
