/**
 * Counting: who answered, with what, and how fast. {@link dev.meshlab.client.tally.Tally} and
 * {@link dev.meshlab.client.tally.ConnectionTally} are written by the threads in which calls end,
 * without a lock; {@link dev.meshlab.client.tally.Readings} reads them into records.
 *
 * <p>Knows UUIDs, names of statuses and nanoseconds; knows nothing of gRPC.
 */
@NullMarked
package dev.meshlab.client.tally;

import org.jspecify.annotations.NullMarked;
