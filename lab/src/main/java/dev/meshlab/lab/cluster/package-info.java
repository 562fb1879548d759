/**
 * A real cluster: objects applied to namespaces of the run's own, the wait for their pods, and why
 * that ends; the client as a Job that is led step by step; ways to the ports of pods; the objects
 * as they live there.
 *
 * <p>It alone knows the client of Kubernetes' API, and nothing of meshes, planes and predictions:
 * it takes objects as JSON, and gives them back as JSON. Nothing of it is loaded unless a run names
 * a cluster. It is a large room, since no other room may know that client.
 */
@NullMarked
package dev.meshlab.lab.cluster;

import org.jspecify.annotations.NullMarked;
