/**
 * The end of this server without a failed call: the order of its steps. Knows gRPC's server and
 * this server's health, because the order is between these two; of the other packages nothing.
 */
@NullMarked
package dev.meshlab.server.drain;

import org.jspecify.annotations.NullMarked;
