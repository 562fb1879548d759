/**
 * Expectations beside what came of them, whether calls were counted or predicted, and whether
 * anything changed meanwhile; as data, and in the lines that people read. Exercises and tests of
 * one's own share it; it knows neither.
 */
@NullMarked
package dev.meshlab.lab.outcome;

import org.jspecify.annotations.NullMarked;
