package dev.meshlab.lab.controlplane;

import dev.meshlab.lab.failure.Broken;

/** A configuration that a client rejects; the one before stays in force. */
public final class RejectedConfiguration extends Broken {
  private static final long serialVersionUID = 1L;

  private final transient Rejection rejection;

  RejectedConfiguration(Rejection rejection) {
    super(
        "%s rejects %s version %s: %s"
            .formatted(
                rejection.group(), rejection.type(), rejection.version(), rejection.message()));
    this.rejection = rejection;
  }

  public Rejection rejection() {
    return rejection;
  }
}
