/**
 * The parts of Kubernetes that act on a cluster while calls are under way, played on this machine:
 * the controllers of Deployments and of nodes, and the kubelet. Knows the pods' processes, an open
 * plane that follows them, and the changes; knows no load and no request.
 */
@NullMarked
package dev.meshlab.lab.controller;

import org.jspecify.annotations.NullMarked;
