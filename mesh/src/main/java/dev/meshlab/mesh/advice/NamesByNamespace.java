package dev.meshlab.mesh.advice;

import dev.meshlab.mesh.manifest.Document;
import dev.meshlab.mesh.manifest.KnownNames;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The names of some objects, by namespace. */
final class NamesByNamespace {

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

  static NamesByNamespace of(Stream<Document> documents) {
    return new NamesByNamespace(documents, Document::namespace, Document::name);
  }

  static <T> NamesByNamespace of(
      Collection<T> objects, Function<T, String> namespace, Function<T, String> name) {
    return new NamesByNamespace(objects.stream(), namespace, name);
  }

  KnownNames in(String namespace) {
    return names.getOrDefault(namespace, new KnownNames(List.of()));
  }
}
