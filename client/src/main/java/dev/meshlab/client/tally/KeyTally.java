package dev.meshlab.client.tally;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;

/** Counts the calls answered OK with one of several keys. Safe for any thread. */
final class KeyTally {

  private final List<ConcurrentMap<String, LongAdder>> cells;
  private final List<String> values;

  /**
   * @param values of the keys
   */
  KeyTally(List<String> values) {
    this.values = List.copyOf(values);
    cells =
        IntStream.range(0, values.size())
            .<ConcurrentMap<String, LongAdder>>mapToObj(any -> new ConcurrentHashMap<>())
            .toList();
  }

  /** A call with this key was answered OK by this server. */
  void answered(int key, String uuid) {
    ConcurrentMap<String, LongAdder> cell = cells.get(key);
    LongAdder counter = cell.get(uuid);
    if (counter == null) {
      counter = cell.computeIfAbsent(uuid, any -> new LongAdder());
    }
    counter.increment();
  }

  /** The keys of which a call was answered. */
  SortedMap<String, SortedMap<String, Long>> replies() {
    SortedMap<String, SortedMap<String, Long>> replies = new TreeMap<>();
    for (int key = 0; key < cells.size(); key++) {
      SortedMap<String, Long> byServer = new TreeMap<>();
      cells.get(key).forEach((uuid, counter) -> byServer.put(uuid, counter.sum()));
      if (!byServer.isEmpty()) {
        replies.put(values.get(key), byServer);
      }
    }
    return replies;
  }
}
