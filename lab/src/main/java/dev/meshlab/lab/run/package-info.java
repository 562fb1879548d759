/**
 * The use cases: a run that measures targets on planes, and a forecast that predicts without
 * starting anything. Both follow a plan of who calls what, made from the manifests. A trial
 * measures one request on one plane. The parts of a plan share this room with what follows it,
 * since all of them ask the same mesh about the same targets.
 *
 * <p>Knows the planes, the parts that they are made of, the verdict and the report; knows nothing
 * of options, terminals and standard streams. The commands are its callers.
 */
@NullMarked
package dev.meshlab.lab.run;

import org.jspecify.annotations.NullMarked;
