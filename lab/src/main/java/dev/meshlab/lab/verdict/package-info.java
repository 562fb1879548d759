/**
 * What a configuration predicts, and whether what was measured agrees with it.
 *
 * <p>Pure: it knows the xDS resources, the numbers a client counted and statistics; it never sees a
 * socket, a process or a clock. A prediction is made before anything is measured. Each test states
 * its bound, and where chance is involved its rate of false alarms is at most {@link
 * dev.meshlab.lab.verdict.Chance#FALSE_ALARMS}.
 */
@NullMarked
package dev.meshlab.lab.verdict;

import org.jspecify.annotations.NullMarked;
