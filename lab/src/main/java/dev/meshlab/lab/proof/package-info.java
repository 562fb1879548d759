/**
 * Holds the tests of {@code lab.intent} against the real thing, or against predictions alone, and
 * reports for each case what was expected, what came, and which rules decided it.
 */
@NullMarked
package dev.meshlab.lab.proof;

import org.jspecify.annotations.NullMarked;
