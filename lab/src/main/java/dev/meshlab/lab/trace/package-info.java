/**
 * The way of calls through the rules, in sentences: which route takes them, what its subsets are,
 * which rules are not applied and why, and where all of that is written. It asks the translation
 * and the advice; it decides nothing.
 */
@NullMarked
package dev.meshlab.lab.trace;

import org.jspecify.annotations.NullMarked;
