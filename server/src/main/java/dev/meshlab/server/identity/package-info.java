/**
 * The identity of this server, and how a client learns it: it comes from the environment, and
 * response metadata carries it. Knows the wire contract and gRPC's call API, and nothing of this
 * server's other packages.
 */
@NullMarked
package dev.meshlab.server.identity;

import org.jspecify.annotations.NullMarked;
