/**
 * Authorization policies as the RBAC filters of a proxy (istio/istio, pilot/pkg/security/authz).
 *
 * <p>Knows the model's policies and xDS. Nothing of listeners, which take the filters as they are.
 */
@NullMarked
package dev.meshlab.mesh.translate.authorization;

import org.jspecify.annotations.NullMarked;
