/**
 * Pods as processes of the very artefact that the container image holds: start, readiness, ledger,
 * health, stop.
 *
 * <p>Knows the server's command line, what it prints, and its maintenance services; never links the
 * server. Knows nothing of manifests or planes.
 */
@NullMarked
package dev.meshlab.lab.fleet;

import org.jspecify.annotations.NullMarked;
