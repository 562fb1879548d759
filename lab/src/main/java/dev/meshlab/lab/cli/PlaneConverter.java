package dev.meshlab.lab.cli;

import dev.meshlab.mesh.dataplane.Plane;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** The planes by their names; also the candidates for shell completion. */
final class PlaneConverter implements ITypeConverter<Plane>, Iterable<String> {

  private final List<Plane> planes;

  PlaneConverter() {
    planes = List.of(Plane.values());
  }

  String choices() {
    return planes.stream().map(Plane::toString).collect(Collectors.joining(", "));
  }

  @Override
  public Plane convert(String value) {
    return Plane.of(value)
        .filter(planes::contains)
        .orElseThrow(
            () ->
                new TypeConversionException(
                    "'%s' is not a plane; choose from %s".formatted(value, choices())));
  }

  @Override
  public Iterator<String> iterator() {
    return planes.stream().map(Plane::toString).iterator();
  }
}
