/**
 * The health that this server reports: {@code grpc.health.v1}, and the service that changes the
 * answer at run time. Knows the wire contract and gRPC, and nothing of this server's other
 * packages.
 */
@NullMarked
package dev.meshlab.server.health;

import org.jspecify.annotations.NullMarked;
