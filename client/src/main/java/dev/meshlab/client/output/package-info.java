/**
 * Writes what a run finds, while it runs and at its end: for a person, or as NDJSON for a program.
 * Knows the report records alone, and nothing of how they came about.
 */
@NullMarked
package dev.meshlab.client.output;

import org.jspecify.annotations.NullMarked;
