package dev.meshlab.lab.difference;

import dev.meshlab.lab.run.Prospects;
import dev.meshlab.mesh.advice.Advisers;
import dev.meshlab.mesh.manifest.ManifestSet;

/**
 * One side of a comparison.
 *
 * @param name as the reader wrote it
 * @param manifests that a cluster would take
 */
public record Side(String name, ManifestSet manifests, Prospects prospects) {

  /** A side by its manifests. */
  public static Side of(String name, ManifestSet manifests) {
    return new Side(name, manifests, Prospects.of(manifests));
  }

  Doors doors() {
    return new Doors(manifests, prospects.mesh());
  }

  AdviceChanges advice() {
    return new AdviceChanges(
        manifests, Advisers.advise(manifests, prospects.mesh(), prospects.caller()).given());
  }
}
