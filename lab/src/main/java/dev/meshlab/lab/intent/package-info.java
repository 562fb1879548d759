/**
 * The intent of a mesh's author, as data: tests that lie beside the manifests, each with calls and
 * the expectations of them. Reads them from files, and runs nothing.
 */
@NullMarked
package dev.meshlab.lab.intent;

import org.jspecify.annotations.NullMarked;
