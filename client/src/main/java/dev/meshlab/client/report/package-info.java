/**
 * The results of a run, as immutable records: safe to share between threads, and free of any
 * knowledge of gRPC, of clocks and of output formats.
 */
@NullMarked
package dev.meshlab.client.report;

import org.jspecify.annotations.NullMarked;
