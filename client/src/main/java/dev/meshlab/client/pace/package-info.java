/**
 * The start of calls: a closed loop, which keeps a number of calls in flight, and an open loop,
 * which starts them by the clock whatever becomes of those before.
 *
 * <p>Knows time and numbers only: what a call is, where it goes and what it returns is the business
 * of the {@link dev.meshlab.client.pace.Work} that it is given.
 */
@NullMarked
package dev.meshlab.client.pace;

import org.jspecify.annotations.NullMarked;
