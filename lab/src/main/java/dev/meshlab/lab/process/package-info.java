/**
 * Child processes that cannot outlive the lab: one sandbox directory a run, the programs started in
 * it, and a watchdog that cleans up after a lab that was killed.
 *
 * <p>Knows the operating system and nothing of meshes, gRPC or Envoy.
 */
@NullMarked
package dev.meshlab.lab.process;

import org.jspecify.annotations.NullMarked;
