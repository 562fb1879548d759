/**
 * Stands in for services that this server has no code of: any method of any of them is answered,
 * whatever the messages. Knows gRPC's call API, and nothing of this server's other packages.
 */
@NullMarked
package dev.meshlab.server.standin;

import org.jspecify.annotations.NullMarked;
