/**
 * The histograms of latencies, between HdrHistogram and the form in which reports carry them. Knows
 * the report records and that library.
 */
@NullMarked
package dev.meshlab.client.histogram;

import org.jspecify.annotations.NullMarked;
