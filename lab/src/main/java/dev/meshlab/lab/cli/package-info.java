/**
 * The commands: options in, exit codes out. Results go to stdout, everything else to stderr.
 *
 * <p>May know every other package of the lab; none may know it. It is a large room, since each
 * command and each kind of option is a class of its own.
 */
@NullMarked
package dev.meshlab.lab.cli;

import org.jspecify.annotations.NullMarked;
