package dev.meshlab.mesh.yaml;

import dev.meshlab.mesh.diagnostic.Position;

/** A value in a manifest, with the place where it was written. Immutable. */
public sealed interface Node permits Mapping, Sequence, Scalar {

  Position position();

  /** The name that a message gives it: {@code a mapping}, {@code a list}, {@code a string}. */
  String described();
}
