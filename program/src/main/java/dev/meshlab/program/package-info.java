/**
 * The command line that the three programs have in common: how times, numbers and versions are
 * written, variables as defaults of flags, messages on standard error, and the end by a signal.
 *
 * <p>It knows picocli and the JDK, and nothing of the lab. Commands use it, and only they.
 */
@NullMarked
package dev.meshlab.program;

import org.jspecify.annotations.NullMarked;
