/** The three programs and the README's examples before a person's eyes: in a pseudo-terminal. */
@NullMarked
package dev.meshlab.lab.terminal;

import org.jspecify.annotations.NullMarked;
