/**
 * The difference that a change of manifests makes: who answers which calls before and after, which
 * policies are in force, what is advised, and what istiod sends. It is found on what the callers of
 * both sides would meet, and not on the text of the manifests; nothing is started.
 *
 * <p>The records that hold it, the searches that fill them and the forms in which people and
 * programs read them share this room, for the reason that each form prints every one of the
 * records.
 *
 * <p>Knows the prospects of a run, the page of a report and the mesh; knows nothing of options,
 * files and standard streams.
 */
@NullMarked
package dev.meshlab.lab.difference;

import org.jspecify.annotations.NullMarked;
