package dev.meshlab.lab.controlplane;

/** A client does not take the configuration; what it ran before stays in force. */
public final class RejectedConfiguration extends RuntimeException {
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
