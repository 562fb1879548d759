package dev.meshlab.lab.difference;

import dev.meshlab.mesh.diagnostic.Position;
import java.util.Optional;

/**
 * One side of a difference.
 *
 * @param words what holds there
 * @param at where the rule that decides stands; empty where none does
 */
public record Said(String words, Optional<Position> at) {

  static Said of(String words) {
    return new Said(words, Optional.empty());
  }

  /** The words, and the place of the rule. */
  @Override
  public String toString() {
    return at.map(place -> words + " (" + place + ")").orElse(words);
  }
}
