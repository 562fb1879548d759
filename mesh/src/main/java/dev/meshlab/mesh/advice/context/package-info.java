/**
 * The things that advisers ask for in common: the manifests and the mesh of a client in one place,
 * the names that a rule can mean, the policies in force, the signs of gRPC, and YAML to paste.
 *
 * <p>Knows the model, and none of the advisers.
 */
@NullMarked
package dev.meshlab.mesh.advice.context;

import org.jspecify.annotations.NullMarked;
