/**
 * The metrics that Prometheus scrapes: Micrometer's meters of gRPC and of the JVM, and the HTTP
 * endpoint that shows them. The one place that knows Micrometer; knows nothing of this server's
 * other packages.
 */
@NullMarked
package dev.meshlab.server.metrics;

import org.jspecify.annotations.NullMarked;
