package dev.meshlab.mesh.translate.authorization;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One condition of a rule: an attribute has one of some values, and none of others.
 *
 * @param values any, when there are none
 */
record Condition<T>(Attribute<T> attribute, List<String> values, List<String> notValues) {

  /** True if a chain of a layer can judge it whole. */
  boolean canBeAskedOn(Layer layer) {
    return Stream.of(values, notValues)
        .flatMap(some -> attribute.terms(some, layer).stream())
        .allMatch(Optional::isPresent);
  }

  /** Its terms, all of which must hold, as far as a chain of a layer can judge them. */
  List<T> terms(Layer layer, Combination<T> combination) {
    List<T> terms = new ArrayList<>();
    one(values, layer, combination).ifPresent(terms::add);
    one(notValues, layer, combination).map(combination.not()).ifPresent(terms::add);
    return terms;
  }

  private Optional<T> one(List<String> some, Layer layer, Combination<T> combination) {
    List<T> known = attribute.terms(some, layer).stream().flatMap(Optional::stream).toList();
    if (known.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(attribute.alternatives() ? combination.or().apply(known) : known.get(0));
  }
}
