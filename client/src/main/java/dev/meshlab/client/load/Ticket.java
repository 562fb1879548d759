package dev.meshlab.client.load;

/**
 * The place of a call in its run.
 *
 * @param call its number in the run
 * @param key the number of its key; 0 where calls have none
 * @param intendedNanos when it was due
 * @param startedNanos when it did start
 * @param outcomes the receiver of its outcome
 * @param ended to be run once, after that
 */
record Ticket(
    long call, int key, long intendedNanos, long startedNanos, Outcomes outcomes, Runnable ended) {}
