/**
 * Text as trees whose every value knows its file and line: YAML and JSON, read without loss.
 *
 * <p>Knows {@code diagnostic} alone.
 */
@NullMarked
package dev.meshlab.mesh.yaml;

import org.jspecify.annotations.NullMarked;
