/**
 * Predictions: who is expected to answer, by which model, and the sentence that says so. Made from
 * configuration alone, before anything is measured.
 *
 * <p>Pure values and the statistics of chance that they rest on. Knows no xDS beyond the names of
 * clusters, and none of the code that makes or checks a prediction. It is a large room, since each
 * model of a prediction is a class of its own, in a closed set.
 */
@NullMarked
package dev.meshlab.lab.prediction;

import org.jspecify.annotations.NullMarked;
