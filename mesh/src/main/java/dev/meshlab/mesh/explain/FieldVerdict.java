package dev.meshlab.mesh.explain;

import dev.meshlab.mesh.manifest.Position;

/**
 * What becomes of one field on one plane.
 *
 * @param path from the root of the object, as {@code spec.http[0].timeout}
 * @param object the object that has it, as {@code VirtualService default/server}
 * @param reason why; empty for a field that is honoured
 */
public record FieldVerdict(
    Position position, String object, String path, Plane plane, Verdict verdict, String reason) {}
