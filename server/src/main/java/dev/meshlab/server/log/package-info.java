/**
 * The server's log: a line for a kind of event, with counts, at a bounded rate. It knows nothing of
 * what is logged; gRPC and everything else log through java.util.logging.
 */
@NullMarked
package dev.meshlab.server.log;

import org.jspecify.annotations.NullMarked;
