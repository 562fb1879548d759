/**
 * The sources of manifests that flags name as kubectl's do: files and folders, standard input,
 * URLs, and what kustomize builds. Also other files that flags name: descriptors of methods, and
 * reports of clients.
 */
@NullMarked
package dev.meshlab.lab.input;

import org.jspecify.annotations.NullMarked;
