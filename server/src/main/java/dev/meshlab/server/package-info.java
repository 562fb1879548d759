/**
 * The pod: a gRPC server that answers every call with its UUID. This package holds the command, its
 * options and the wiring; it knows every package below it, and none of them knows this one.
 *
 * <pre>
 *   server ─► { identity, echo, fault, ledger, metrics, log, standin, handshake, drain ─► health }
 * </pre>
 *
 * <p>It alone knows picocli, and what the programs share of a command line.
 */
@NullMarked
package dev.meshlab.server;

import org.jspecify.annotations.NullMarked;
