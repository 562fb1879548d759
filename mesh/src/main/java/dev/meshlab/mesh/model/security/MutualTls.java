package dev.meshlab.mesh.model.security;

import java.util.Optional;

/** The ways in which callers may speak to a pod's port, as PeerAuthentications have it. */
public enum MutualTls {
  /** In plain text only. */
  DISABLE,
  /** In plain text, or by mutual TLS within the mesh. */
  PERMISSIVE,
  /** By mutual TLS only. */
  STRICT;

  /** Empty for {@code UNSET}, which leaves the matter to whoever is less specific. */
  static Optional<MutualTls> of(String mode) {
    return mode.isEmpty() || mode.equals("UNSET") ? Optional.empty() : Optional.of(valueOf(mode));
  }
}
