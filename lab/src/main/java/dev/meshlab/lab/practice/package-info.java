/**
 * Runs exercises step by step, and reports for each plane what was predicted, what was measured,
 * and whether what the exercise expects of it was met.
 */
@NullMarked
package dev.meshlab.lab.practice;

import org.jspecify.annotations.NullMarked;
