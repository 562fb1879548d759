/**
 * The verdict: whether the counts of a run agree with its prediction, and whether the ledgers of
 * client, servers and proxies agree with each other.
 *
 * <p>Pure: it knows the numbers that were counted, and never sees a socket, a process or a clock.
 * Each test states its bound, and where chance is involved its rate of false alarms is at most
 * {@link dev.meshlab.lab.prediction.Chance#FALSE_ALARMS}.
 */
@NullMarked
package dev.meshlab.lab.verdict;

import org.jspecify.annotations.NullMarked;
