/**
 * An explanation of manifests in the forms that people and programs read: text, JSON, JUnit XML.
 *
 * <p>Knows what the mesh library explains, and the page and the JUnit document that reports have,
 * too.
 */
@NullMarked
package dev.meshlab.lab.explanation;

import org.jspecify.annotations.NullMarked;
