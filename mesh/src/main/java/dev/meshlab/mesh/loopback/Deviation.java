package dev.meshlab.mesh.loopback;

import java.util.Set;

/**
 * Something that the lab runs differently from what istiod sends, so that it can be reported to the
 * person who compares.
 *
 * @param field the field of the resource
 * @param istio what istiod sends
 * @param lab what the lab runs
 * @param reason why
 * @param concerns the names of fields of manifests that come out otherwise for it
 */
public record Deviation(
    String field, String istio, String lab, String reason, Set<String> concerns) {

  public Deviation {
    concerns = Set.copyOf(concerns);
  }

  /** One that changes nothing about what a manifest's fields do. */
  public Deviation(String field, String istio, String lab, String reason) {
    this(field, istio, lab, reason, Set.of());
  }
}
