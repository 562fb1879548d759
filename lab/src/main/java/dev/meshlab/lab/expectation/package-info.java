/**
 * The small language in which a person says who is to answer: a line of text, what it means, and
 * whether counts agree with it. Pure; it knows counts and names of pods, and no configuration. It
 * is a large room, since each form of a line and each subject of one is a class of its own.
 */
@NullMarked
package dev.meshlab.lab.expectation;

import org.jspecify.annotations.NullMarked;
