/**
 * Who this server is, and how a client learns it: the identity out of the environment, and the
 * response metadata that carries it. Knows the wire contract and gRPC's call API, and nothing of
 * this server's other packages.
 */
@NullMarked
package dev.meshlab.server.identity;

import org.jspecify.annotations.NullMarked;
