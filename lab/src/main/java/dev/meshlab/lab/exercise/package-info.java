/**
 * Exercises as data: what is applied, what is called, what is expected of each plane. Reads them
 * from files, and runs nothing.
 */
@NullMarked
package dev.meshlab.lab.exercise;

import org.jspecify.annotations.NullMarked;
