/**
 * A Service's address as kube-proxy provides it: one backend drawn for each TCP connection, and
 * bytes passed on untouched.
 *
 * <p>Knows sockets and nothing of gRPC, pods or manifests.
 */
@NullMarked
package dev.meshlab.lab.vip;

import org.jspecify.annotations.NullMarked;
