/**
 * What becomes of each field that a person wrote, on each plane, and what is worth knowing about
 * it: fields that do nothing, and fields that do something else than they seem to.
 *
 * <p>Explains by running the translation and asking what it read, so that it cannot disagree with
 * it. Knows everything below; nothing below knows it.
 */
@NullMarked
package dev.meshlab.mesh.explain;

import org.jspecify.annotations.NullMarked;
