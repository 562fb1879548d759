/**
 * The connections that come to nothing, with or without TLS, and the reasons that the log has for
 * them. Knows how grpc-java's transport fails, and nothing of this server's other packages.
 */
@NullMarked
package dev.meshlab.server.handshake;

import org.jspecify.annotations.NullMarked;
