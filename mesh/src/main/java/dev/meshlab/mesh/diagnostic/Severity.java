package dev.meshlab.mesh.diagnostic;

import java.util.Locale;

/** The weight of a diagnostic. */
public enum Severity {
  /** A cluster with Istio would refuse the manifest, or the lab cannot read or play it. */
  ERROR,

  /** A cluster accepts the manifest, and it does nothing, or harm, or not what it seems to. */
  WARNING;

  /** {@code error} or {@code warning}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
