/**
 * Exercises as data: what is applied, what is called, what changes meanwhile, what is expected of
 * each plane. Reads them from files, and runs nothing. Tests of one's own are read by the same
 * readers.
 */
@NullMarked
package dev.meshlab.lab.exercise;

import org.jspecify.annotations.NullMarked;
