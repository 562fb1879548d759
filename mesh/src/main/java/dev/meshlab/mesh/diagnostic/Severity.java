package dev.meshlab.mesh.diagnostic;

import java.util.Locale;

/** The weight of a diagnostic. */
public enum Severity {
  /** A cluster with Istio would refuse the manifest, or the lab cannot read or play it. */
  ERROR,

  /** A cluster accepts the manifest, and it does nothing, or harm, or not what it seems to. */
  WARNING,

  /** Nothing is wrong: the cause for which a part of a manifest does nothing where one looks. */
  NOTE;

  /** {@code error}, {@code warning} or {@code note}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
