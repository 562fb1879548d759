package dev.meshlab.lab.cli;

import dev.meshlab.lab.plane.ClusterPlane;
import dev.meshlab.mesh.dataplane.Plane;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Locale;
import java.util.stream.Stream;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * The names of planes: those of this machine, and the caller's own in a cluster; also the
 * candidates for shell completion.
 */
final class PlaneNameConverter implements ITypeConverter<String>, Iterable<String> {

  private static Stream<String> names() {
    return Stream.concat(
        Arrays.stream(Plane.values()).map(Plane::toString), Stream.of(ClusterPlane.NAME));
  }

  @Override
  public String convert(String value) {
    String name = value.toLowerCase(Locale.ROOT);
    if (names().noneMatch(name::equals)) {
      throw new TypeConversionException(
          "'%s' is not a plane; choose from %s".formatted(value, String.join(", ", this)));
    }
    return name;
  }

  @Override
  public Iterator<String> iterator() {
    return names().iterator();
  }
}
