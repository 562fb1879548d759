package dev.meshlab.lab.envoy;

/** The user named an Envoy that cannot be used; the message names the option and its value. */
public final class UnusableEnvoy extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  UnusableEnvoy(String message) {
    super(message);
  }
}
