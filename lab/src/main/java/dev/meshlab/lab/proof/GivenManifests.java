package dev.meshlab.lab.proof;

import dev.meshlab.mesh.manifest.ManifestSet;
import java.util.Optional;

/**
 * Manifests that a user gives beside those of the tests.
 *
 * @param instead of those that tests name; empty for those
 * @param over what the tests have; empty for nothing
 */
public record GivenManifests(Optional<ManifestSet> instead, Optional<ManifestSet> over) {

  /** The manifests of the tests alone. */
  public static final GivenManifests NONE = new GivenManifests(Optional.empty(), Optional.empty());
}
