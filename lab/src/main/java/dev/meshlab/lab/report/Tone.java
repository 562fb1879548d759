package dev.meshlab.lab.report;

/** A meaning that a person sees at a glance, where the output has colours. */
public enum Tone {
  /** As it should be. */
  GOOD,
  /** To be looked at. */
  DOUBTFUL,
  /** Not as it should be. */
  BAD,
  /** A heading. */
  TITLE,
  /** Beside the point. */
  FAINT,
  /** Everything else. */
  PLAIN
}
