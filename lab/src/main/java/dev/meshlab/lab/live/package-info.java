/**
 * Changes of a mesh while calls are under way: what changes, the cluster as it is after each
 * change, and what the client saw meanwhile. Pure but for the probes of the kubelet; knows pods and
 * verdicts, and no plane.
 */
@NullMarked
package dev.meshlab.lab.live;

import org.jspecify.annotations.NullMarked;
