/**
 * Faults on demand, asked for by the request metadata {@code rpc-behavior}: the grammar, what a
 * call does under it, and the interceptor in front of every method. Knows the wire contract and
 * gRPC's call API, and nothing of this server's other packages.
 */
@NullMarked
package dev.meshlab.server.fault;

import org.jspecify.annotations.NullMarked;
