package dev.meshlab.lab.report;

import com.fasterxml.jackson.annotation.JsonValue;

/** The state of a plane at the end. */
public enum Status {
  MEASURED("measured", "measured", Tone.PLAIN),
  /** Nothing was started; there is a prediction. */
  PREDICTED("predicted", "predicted", Tone.PLAIN),
  /** Nothing was started, and no prediction holds: something decides that the lab does not play. */
  UNKNOWN("unknown", "unknown", Tone.BAD),
  LEFT_OUT("left-out", "not measured", Tone.DOUBTFUL),
  FAILED("failed", "failed", Tone.BAD);

  private final String word;
  private final String label;
  private final Tone tone;

  Status(String word, String label, Tone tone) {
    this.word = word;
    this.label = label;
    this.tone = tone;
  }

  /** The word for it in reports for programs. */
  @JsonValue
  public String word() {
    return word;
  }

  /** The words for it in reports for people. */
  String label() {
    return label;
  }

  Tone tone() {
    return tone;
  }
}
