/**
 * The rules about who may speak to a pod, and how: which pods have a sidecar, the modes of mutual
 * TLS, and the policies about callers and calls.
 *
 * <p>Knows workloads by namespace and labels alone, and nothing else of the model.
 */
@NullMarked
package dev.meshlab.mesh.model.security;

import org.jspecify.annotations.NullMarked;
