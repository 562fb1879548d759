package dev.meshlab.mesh.manifest;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The names of some objects, by namespace. */
public final class NamesByNamespace {

  private final Map<String, KnownNames> names;

  private <T> NamesByNamespace(
      Stream<T> objects, Function<T, String> namespace, Function<T, String> name) {
    names =
        objects.collect(
            Collectors.groupingBy(
                namespace,
                Collectors.collectingAndThen(
                    Collectors.mapping(name, Collectors.toList()), KnownNames::new)));
  }

  public static NamesByNamespace of(Stream<Document> documents) {
    return new NamesByNamespace(documents, Document::namespace, Document::name);
  }

  public static <T> NamesByNamespace of(
      Collection<T> objects, Function<T, String> namespace, Function<T, String> name) {
    return new NamesByNamespace(objects.stream(), namespace, name);
  }

  public KnownNames in(String namespace) {
    return names.getOrDefault(namespace, new KnownNames(List.of()));
  }
}
