/**
 * The commands: options in, exit codes out. Results go to stdout, everything else to stderr.
 *
 * <p>May know every other package of the lab; none may know it.
 */
@NullMarked
package dev.meshlab.lab.cli;

import org.jspecify.annotations.NullMarked;
