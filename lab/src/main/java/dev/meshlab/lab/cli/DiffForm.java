package dev.meshlab.lab.cli;

/** The forms of a difference, spelled as {@code -o} does. */
enum DiffForm {
  text,
  json,
  markdown;

  /** The form of a document in place of a difference that could not be found. */
  Form ofFailure() {
    return this == json ? Form.json : Form.text;
  }
}
