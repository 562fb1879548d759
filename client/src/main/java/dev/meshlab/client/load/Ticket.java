package dev.meshlab.client.load;

/**
 * What a call needs to know of the run it belongs to.
 *
 * @param call its number in the run
 * @param intendedNanos when it was due
 * @param startedNanos when it did start
 * @param outcomes where to say what became of it
 * @param ended to be run once, after that
 */
record Ticket(
    long call, long intendedNanos, long startedNanos, Outcomes outcomes, Runnable ended) {}
