package dev.meshlab.lab.cli;

import dev.meshlab.mesh.dataplane.Plane;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * The one whose xDS is looked at: a caller on a plane, or the sidecar of a server's pod.
 *
 * @param plane of the caller; empty for the server's
 */
record ConfigView(Optional<Plane> plane) {

  private static final ConfigView SERVER = new ConfigView(Optional.empty());

  boolean isServer() {
    return plane.isEmpty();
  }

  @Override
  public String toString() {
    return plane.map(Plane::toString).orElse("server");
  }

  private static Stream<ConfigView> all() {
    return Stream.concat(
        Arrays.stream(Plane.values())
            .filter(Plane::hasResources)
            .map(plane -> new ConfigView(Optional.of(plane))),
        Stream.of(SERVER));
  }

  /** The views by their names; also the candidates for shell completion. */
  static final class Converter implements ITypeConverter<ConfigView>, Iterable<String> {

    @Override
    public ConfigView convert(String value) {
      return all()
          .filter(view -> view.toString().equalsIgnoreCase(value))
          .findFirst()
          .orElseThrow(
              () ->
                  new TypeConversionException(
                      "'%s' has no xDS to look at; choose from %s"
                          .formatted(value, String.join(", ", this))));
    }

    @Override
    public Iterator<String> iterator() {
      return all().map(ConfigView::toString).iterator();
    }
  }
}
