/**
 * The lab's own certificate authority, for as long as a run lasts and in memory alone: nothing of
 * it is ever written to a file, and only the run itself has a reason to trust it.
 *
 * <p>Knows keys and certificates; knows nothing of meshes and proxies.
 */
@NullMarked
package dev.meshlab.lab.certificate;

import org.jspecify.annotations.NullMarked;
