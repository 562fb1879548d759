/**
 * The channels to the target that the program's flags name, in plain text or with TLS, and the
 * reasons why their connections come to nothing.
 *
 * <p>Knows {@code load}, which it opens channels for, and how grpc-java's transport fails.
 */
@NullMarked
package dev.meshlab.client.channel;

import org.jspecify.annotations.NullMarked;
