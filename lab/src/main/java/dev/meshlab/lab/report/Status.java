package dev.meshlab.lab.report;

import com.fasterxml.jackson.annotation.JsonValue;

/** What became of a plane. */
public enum Status {
  MEASURED("measured"),
  LEFT_OUT("left-out"),
  FAILED("failed");

  private final String word;

  Status(String word) {
    this.word = word;
  }

  /** As it stands in the reports. */
  @JsonValue
  public String word() {
    return word;
  }
}
