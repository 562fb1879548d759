package dev.meshlab.client.load;

/**
 * The progress of a warm-up.
 *
 * @param heard the servers that its connections have heard from, summed over them
 * @param made the calls that were made for it
 */
record WarmUpProgress(long heard, long made) {

  /**
   * True where waiting on makes sense: a new server was heard from, or no call was made that could
   * have reached one, as a call may be slow.
   */
  boolean isHopefulAt(WarmUpProgress later) {
    return later.heard > heard || later.made == made;
  }
}
