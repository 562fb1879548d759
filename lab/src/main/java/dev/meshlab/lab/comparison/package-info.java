/**
 * The comparison of a real proxy's configuration with the translation in the forms that people and
 * programs read: text, JSON, JUnit XML.
 *
 * <p>Knows what the mesh library compares, and the page and the JUnit document that reports have,
 * too.
 */
@NullMarked
package dev.meshlab.lab.comparison;

import org.jspecify.annotations.NullMarked;
