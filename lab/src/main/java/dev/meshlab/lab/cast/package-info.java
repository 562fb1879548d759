/**
 * The assignment of pods: which pods of a mesh are played by which processes, which Service ports
 * can be called therefore, and the reasons why something cannot be played.
 *
 * <p>Knows the mesh and how a pod is started; starts nothing itself.
 */
@NullMarked
package dev.meshlab.lab.cast;

import org.jspecify.annotations.NullMarked;
