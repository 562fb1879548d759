/**
 * The data planes behind one small interface, the testbed that all of them stand on, and the trial
 * that measures a target on one of them.
 *
 * <p>Knows the mesh, the client library, the parts that run things (fleet, vip, envoy,
 * controlplane), the verdict and the report's records. Knows nothing of options, terminals and exit
 * codes.
 */
@NullMarked
package dev.meshlab.lab.plane;

import org.jspecify.annotations.NullMarked;
