package dev.meshlab.lab.envoy;

import dev.meshlab.lab.failure.Broken;

/** An Envoy that did not start, or did not become ready; the message ends as its log does. */
public final class EnvoyFailed extends Broken {
  private static final long serialVersionUID = 1L;

  EnvoyFailed(String message) {
    super(message);
  }
}
