package dev.meshlab.mesh.translate;

/**
 * Something that the lab runs differently from what istiod sends, so that it can be told to the
 * person who compares.
 *
 * @param field the field of the resource
 * @param istio what istiod sends
 * @param lab what the lab runs
 * @param reason why
 */
public record Deviation(String field, String istio, String lab, String reason) {}
