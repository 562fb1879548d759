/**
 * The load itself: what is asked for, the gRPC calls that carry it, and the generator that runs it
 * and returns a report. This is the part that other programs link.
 *
 * <p>Knows gRPC and the wire contract; hands pacing to {@code pace} and counting to {@code tally}.
 * Knows nothing of flags, of output and of the process that it runs in. It is a large room, since
 * each kind of call has its own exchange, which is for no other room.
 */
@NullMarked
package dev.meshlab.client.load;

import org.jspecify.annotations.NullMarked;
