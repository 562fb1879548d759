package dev.meshlab.mesh.model.config;

/** The changes that a proxy makes to a request's path before anything looks at it. */
public enum PathNormalization {
  NONE,
  /** Dots are resolved, backslashes become slashes (RFC 3986); the default of a mesh. */
  BASE,
  /** The same, and of several slashes one is left. */
  MERGE_SLASHES,
  /** The same, after escaped slashes have become slashes. */
  DECODE_AND_MERGE_SLASHES;

  static PathNormalization of(String word) {
    return switch (word) {
      case "NONE" -> NONE;
      case "MERGE_SLASHES" -> MERGE_SLASHES;
      case "DECODE_AND_MERGE_SLASHES" -> DECODE_AND_MERGE_SLASHES;
      default -> BASE;
    };
  }

  public boolean resolvesDots() {
    return this != NONE;
  }

  public boolean mergesSlashes() {
    return compareTo(MERGE_SLASHES) >= 0;
  }

  public boolean decodesSlashes() {
    return this == DECODE_AND_MERGE_SLASHES;
  }
}
