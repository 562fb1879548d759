package dev.meshlab.mesh.translate.authorization;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A property of a call or a connection that a rule may ask for.
 *
 * @param ofHttp whether a chain that hands bytes on cannot know it
 * @param alternatives whether each value has a term of its own, one of which must hold
 * @param terms the terms for some values; empty for a value that cannot be asked for
 */
record Attribute<T>(
    boolean ofHttp, boolean alternatives, Function<List<String>, List<Optional<T>>> terms) {

  /** One with a term for each value. */
  static <T> Attribute<T> each(Function<String, Optional<T>> term) {
    return new Attribute<>(false, true, values -> values.stream().map(term).toList());
  }

  /** One with a single term for all values together. */
  static <T> Attribute<T> together(Function<List<String>, Optional<T>> term) {
    return new Attribute<>(false, false, values -> List.of(term.apply(values)));
  }

  /** The same, where only HTTP knows it. */
  Attribute<T> httpOnly() {
    return new Attribute<>(true, alternatives, terms);
  }

  /** The same, asked for values that are made of the written ones. */
  Attribute<T> after(Function<List<String>, List<String>> change) {
    return new Attribute<>(ofHttp, alternatives, change.andThen(terms));
  }

  List<Optional<T>> terms(List<String> values, Layer layer) {
    return ofHttp && layer == Layer.TCP
        ? values.stream().map(unused -> Optional.<T>empty()).toList()
        : values.isEmpty() ? List.of() : terms.apply(values);
  }
}
