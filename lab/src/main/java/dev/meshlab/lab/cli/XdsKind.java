package dev.meshlab.lab.cli;

import com.google.protobuf.Message;
import dev.meshlab.lab.envoy.ConfigDump;
import dev.meshlab.mesh.translate.xds.Resources;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A kind of xDS resource. */
enum XdsKind {
  CLUSTER,
  ENDPOINT,
  ROUTE,
  LISTENER;

  List<? extends Message> of(Resources resources) {
    return switch (this) {
      case CLUSTER -> resources.clusters();
      case ENDPOINT -> resources.endpoints();
      case ROUTE -> resources.routes();
      case LISTENER -> resources.listeners();
    };
  }

  /** Those that a proxy has been sent, as a JSON array. */
  String in(ConfigDump dump, Predicate<String> names) {
    return switch (this) {
      case CLUSTER -> dump.clusters(names);
      case ENDPOINT -> dump.endpoints(names);
      case ROUTE -> dump.routes(names);
      case LISTENER -> dump.listeners(names);
    };
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The kinds by any of the names that {@code istioctl proxy-config} takes, or by their xDS
   * service; the candidates for completion are their own names.
   */
  static final class Converter implements ITypeConverter<XdsKind>, Iterable<String> {
    @Override
    public XdsKind convert(String value) {
      return switch (value) {
        case "cluster", "clusters", "c", "cds" -> CLUSTER;
        case "endpoint", "endpoints", "ep", "eds" -> ENDPOINT;
        case "route", "routes", "r", "rds" -> ROUTE;
        case "listener", "listeners", "l", "lds" -> LISTENER;
        default ->
            throw new TypeConversionException(
                "'%s' is not a type of resource; choose from %s"
                    .formatted(value, Arrays.toString(values())));
      };
    }

    @Override
    public Iterator<String> iterator() {
      return Arrays.stream(values()).map(XdsKind::toString).iterator();
    }
  }
}
