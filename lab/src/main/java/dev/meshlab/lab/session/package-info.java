/**
 * A cluster in which one mesh after the other is measured over the same pods, also while they
 * change. Knows the plans of runs, the plane {@code kubernetes} and the cluster; knows nothing of
 * exercises, options and terminals.
 */
@NullMarked
package dev.meshlab.lab.session;

import org.jspecify.annotations.NullMarked;
