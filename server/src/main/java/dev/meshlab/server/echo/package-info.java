/**
 * The five methods of {@code meshlab.v1.EchoService}, one class for each that does more than answer
 * at once. No method blocks its thread, because calls run on the transport's own threads. Knows the
 * wire contract and gRPC's stub API, and nothing of this server's other packages.
 */
@NullMarked
package dev.meshlab.server.echo;

import org.jspecify.annotations.NullMarked;
