/**
 * The difference that a change of manifests makes: who answers which calls before and after, which
 * policies are in force, what is advised, and what istiod sends. It is found on what the callers of
 * both sides would meet, and not on the text of the manifests; nothing is started.
 *
 * <p>Knows the prospects of a run, the page of a report and the mesh; knows nothing of options,
 * files and standard streams.
 */
@NullMarked
package dev.meshlab.lab.difference;

import org.jspecify.annotations.NullMarked;
