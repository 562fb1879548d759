package dev.meshlab.lab.expectation;

/** The things that calls must have for an expectation to be held against them. */
public enum Need {
  KEYS("keys in the calls", "keys: {name: x-user-id, number: 200}"),
  ACCESS_LOG("the access log of the client's Envoy", "accessLog: true"),
  CREATIONS("calls that create something", "rpc: create");

  private final String words;
  private final String field;

  Need(String words, String field) {
    this.words = words;
    this.field = field;
  }

  /** The field of {@code call} that gives it. */
  public String field() {
    return field;
  }

  @Override
  public String toString() {
    return words;
  }
}
