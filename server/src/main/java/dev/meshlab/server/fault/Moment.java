package dev.meshlab.server.fault;

/** The moment at which a call fails that was asked to. */
enum Moment {
  /** Before any method sees the call. */
  AT_ONCE(""),

  /** In place of the headers of the answer: the work of a call with one reply is done by then. */
  LATE("late-"),

  /** After the headers and the first message: the status is in trailers. */
  MIDWAY("midway-");

  private final String prefix;

  Moment(String prefix) {
    this.prefix = prefix;
  }

  /** The beginning of the behaviour's name. */
  String prefix() {
    return prefix;
  }
}
