/**
 * The counts that pods themselves keep of the calls which they have ended, wherever the pods run:
 * their ledgers, read when nothing is under way any more, and their metrics.
 *
 * <p>Knows the maintenance port and the metrics page of a pod, and the names of pods. Knows nothing
 * of planes, clusters and verdicts.
 */
@NullMarked
package dev.meshlab.lab.ledger;

import org.jspecify.annotations.NullMarked;
