package dev.meshlab.client.report;

import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/**
 * The spread of replies over servers.
 *
 * @param entropyBits Shannon entropy of the shares: 0 where one server has every reply, {@code
 *     log2(n)} where n servers have equal shares
 * @param maxEntropyBits the most it could be with the servers that were heard of
 * @param effectiveServers {@code 2^entropy}, the number of equally loaded servers that would give
 *     this entropy; 0 without replies
 */
public record Spread(double entropyBits, double maxEntropyBits, double effectiveServers) {

  /**
   * The spread of these replies.
   *
   * @param replies replies of each server
   * @param servers how many servers were heard of, those without a reply included
   */
  public static Spread of(Collection<Long> replies, int servers) {
    double entropy = entropyBits(replies);
    boolean none = replies.stream().allMatch(count -> count == 0);
    return new Spread(
        entropy, servers == 0 ? 0 : log2(servers), none ? 0 : StrictMath.pow(2, entropy));
  }

  /**
   * The spread of counted replies. Those whose server is not known are left out: any number of
   * servers may have given them.
   *
   * @param servers those heard of, by UUID
   */
  public static Spread of(Counts counts, Map<String, ServerDescription> servers) {
    Map<String, Long> named = new TreeMap<>(counts.replies());
    named.remove("");
    return of(named.values(), servers.size() - (servers.containsKey("") ? 1 : 0));
  }

  private static double entropyBits(Collection<Long> replies) {
    double total = replies.stream().mapToLong(Long::longValue).sum();
    double bits = 0;
    for (long count : replies) {
      if (count > 0) {
        bits += count / total * log2(total / count);
      }
    }
    return bits;
  }

  private static double log2(double value) {
    return StrictMath.log(value) / StrictMath.log(2);
  }
}
