/**
 * The data planes behind one small interface, the predictions of each from the configuration that
 * it is given, and the testbed that all of them stand on.
 *
 * <p>Knows the mesh, the parts that run things (fleet, vip, envoy, controlplane), and the way from
 * xDS to predictions. Knows nothing of verdicts, reports, options and terminals. It is a large
 * room, since a plane, its predictor and the testbed share parts that are for no other room.
 */
@NullMarked
package dev.meshlab.lab.plane;

import org.jspecify.annotations.NullMarked;
