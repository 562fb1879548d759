package dev.meshlab.lab.difference;

import dev.meshlab.mesh.diagnostic.Position;
import java.util.Optional;

/**
 * An object that is not the same on both sides, whatever follows from that.
 *
 * @param object as messages name it
 * @param before its place; empty where it is new
 * @param after its place; empty where it is gone
 */
public record ObjectChange(String object, Optional<Position> before, Optional<Position> after) {

  TargetChange.Kind kind() {
    return before.isEmpty()
        ? TargetChange.Kind.NEW
        : after.isEmpty() ? TargetChange.Kind.GONE : TargetChange.Kind.CHANGED;
  }
}
