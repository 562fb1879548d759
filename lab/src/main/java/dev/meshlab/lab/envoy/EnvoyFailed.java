package dev.meshlab.lab.envoy;

/** Envoy did not start, or did not become ready; the message ends with what its log says. */
public final class EnvoyFailed extends RuntimeException {
  private static final long serialVersionUID = 1L;

  EnvoyFailed(String message) {
    super(message);
  }
}
