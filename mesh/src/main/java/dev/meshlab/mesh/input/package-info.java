/**
 * Files, directories and bytes as manifests: read, checked, with all problems at once. Only here
 * are files opened.
 *
 * <p>Knows everything that checks a manifest.
 */
@NullMarked
package dev.meshlab.mesh.input;

import org.jspecify.annotations.NullMarked;
