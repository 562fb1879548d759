package dev.meshlab.mesh.explain;

import java.util.Locale;

/** The effect of a field on a plane. */
public enum Verdict {
  /** It does there what Istio says it does. */
  HONOURED,
  /** It does something close to it; the reason says in what it differs. */
  APPROXIMATED,
  /** Nothing there depends on it. */
  IGNORED,
  /** A cluster acts on it, and the lab does not. */
  LEFT_OUT,
  /** A cluster would not take the object. */
  REJECTED;

  /** In lower case, its words joined by hyphens, as reports have it. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
