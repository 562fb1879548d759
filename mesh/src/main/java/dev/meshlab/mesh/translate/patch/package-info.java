/**
 * Patches of EnvoyFilters, applied to clusters.
 *
 * <p>Knows xDS. Only here is Envoy's API read from manifests.
 */
@NullMarked
package dev.meshlab.mesh.translate.patch;

import org.jspecify.annotations.NullMarked;
