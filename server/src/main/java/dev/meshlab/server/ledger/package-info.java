/**
 * The server's own count of what it served, and the service that reads it. The count must agree, to
 * the call, with the client's and the proxy's, so it is kept apart from the metrics. Knows the wire
 * contract and gRPC's call API, and nothing of this server's other packages.
 */
@NullMarked
package dev.meshlab.server.ledger;

import org.jspecify.annotations.NullMarked;
