/** The load generator as a program: flags, signals and exit codes. */
@NullMarked
package dev.meshlab.client;

import org.jspecify.annotations.NullMarked;
