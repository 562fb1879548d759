/**
 * Changes of a mesh while calls are under way: what changes, the cluster as it is after each
 * change, and what the client saw meanwhile. Knows what can be turned on and off in a pod, and
 * verdicts; knows no process and no plane.
 */
@NullMarked
package dev.meshlab.lab.live;

import org.jspecify.annotations.NullMarked;
