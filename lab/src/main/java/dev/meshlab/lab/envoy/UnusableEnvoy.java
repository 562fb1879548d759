package dev.meshlab.lab.envoy;

import dev.meshlab.lab.failure.BadInput;

/**
 * An Envoy of the user's choice that cannot be used; the message names the option and its value.
 */
public final class UnusableEnvoy extends BadInput {
  private static final long serialVersionUID = 1L;

  UnusableEnvoy(String message) {
    super(message);
  }
}
