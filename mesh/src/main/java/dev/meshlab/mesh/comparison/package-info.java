/**
 * The comparison of xDS resources that Istio's istiod has sent with those of the translation: field
 * by field, but for what no distribution of calls depends on. It knows JSON and no translation, so
 * that the tests of the translation and a look at a real proxy have one judge.
 */
@NullMarked
package dev.meshlab.mesh.comparison;

import org.jspecify.annotations.NullMarked;
