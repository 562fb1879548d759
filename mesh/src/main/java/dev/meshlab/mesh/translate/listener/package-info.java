/**
 * Listeners and their filter chains: where calls come in.
 *
 * <p>Knows routes and clusters.
 */
@NullMarked
package dev.meshlab.mesh.translate.listener;

import org.jspecify.annotations.NullMarked;
