package dev.meshlab.mesh.schema;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The annotations that Istio reads, each with the kinds that it reads it on. Immutable. */
public final class IstioAnnotations {

  /** All of them: they are read from a file of ours. */
  public static final IstioAnnotations ALL = new IstioAnnotations();

  private static final String RESOURCE = "istio.annotations";
  private static final String ANY = "Any";

  private final Map<String, Set<String>> kinds = load();

  private IstioAnnotations() {}

  private static Map<String, Set<String>> load() {
    InputStream resource =
        Objects.requireNonNull(IstioAnnotations.class.getResourceAsStream(RESOURCE), RESOURCE);
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(resource, StandardCharsets.UTF_8))) {
      return lines
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(line -> line.split(" "))
          .collect(
              Collectors.toUnmodifiableMap(
                  words -> words[0],
                  words -> Set.copyOf(Arrays.asList(words).subList(1, words.length))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Their names. */
  public Set<String> names() {
    return kinds.keySet();
  }

  /** The kinds that an annotation is read on; empty for one that Istio does not know. */
  public Optional<Set<String>> kinds(String annotation) {
    return Optional.ofNullable(kinds.get(annotation));
  }

  /** True if Istio reads an annotation on objects of a kind, or does not know it. */
  public boolean isReadOn(String annotation, String kind) {
    return kinds(annotation).filter(on -> !on.contains(ANY) && !on.contains(kind)).isEmpty();
  }

  /** True if all annotations before this slash are Istio's, so that one that it lacks is a slip. */
  public boolean areIn(String domain) {
    return kinds.keySet().stream().anyMatch(name -> name.startsWith(domain + "/"));
  }
}
