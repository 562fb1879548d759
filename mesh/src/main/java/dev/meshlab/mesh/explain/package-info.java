/**
 * The verdict on each field that a person wrote, for each plane, and advice: on fields that do
 * nothing, and on fields that do something other than they seem to.
 *
 * <p>Explains by running the translation and asking what it read, so that it cannot disagree with
 * it. Knows everything below; nothing below knows it.
 */
@NullMarked
package dev.meshlab.mesh.explain;

import org.jspecify.annotations.NullMarked;
