/**
 * Failures that the lab foresees, and the exit codes that they end in.
 *
 * <p>Every package of the lab may throw one; this package knows none of them.
 */
@NullMarked
package dev.meshlab.lab.failure;

import org.jspecify.annotations.NullMarked;
