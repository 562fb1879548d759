/**
 * The mesh that a set of manifests describes, resolved by Istio's rules: which Service a host
 * names, which protocol a port speaks, which pods answer, which rule wins.
 *
 * <p>Immutable once built, except that reading a rule's fields is noted in the {@code Reads} it was
 * built with. Knows the manifests; knows nothing of Envoy. It is the largest room, since the parts
 * of a mesh ask each other; names and localities, which do not, have rooms of their own.
 */
@NullMarked
package dev.meshlab.mesh.model;

import org.jspecify.annotations.NullMarked;
