/**
 * The sources of manifests that flags name as kubectl's do: files and folders, standard input,
 * URLs, and what kustomize builds.
 */
@NullMarked
package dev.meshlab.lab.input;

import org.jspecify.annotations.NullMarked;
