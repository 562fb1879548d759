/**
 * An xDS control plane for the lab's clients: java-control-plane behind ADS, content-hash versions,
 * and an exact answer to the question whether a configuration is in force.
 *
 * <p>One thread does everything: it publishes, serves the streams and tracks what they acknowledge,
 * so nothing in here takes a lock. Knows xDS and gRPC; knows nothing of manifests, processes or
 * planes.
 */
@NullMarked
package dev.meshlab.lab.controlplane;

import org.jspecify.annotations.NullMarked;
