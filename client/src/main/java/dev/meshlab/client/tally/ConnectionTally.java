package dev.meshlab.client.tally;

import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.LongAdder;

/** Counts the calls answered OK over one connection. Safe for any thread. */
public final class ConnectionTally {

  private final Tally run;
  private final ConcurrentMap<String, Cell> cells = new ConcurrentHashMap<>();

  ConnectionTally(Tally run) {
    this.run = run;
  }

  /**
   * A call was answered OK.
   *
   * @param uuid the server that answered
   * @param fromIntendedNanos its latency from the intended start
   * @param fromActualNanos its latency from the actual start
   */
  public void answered(String uuid, long fromIntendedNanos, long fromActualNanos) {
    Cell cell = cells.get(uuid);
    if (cell == null) {
      cell = cells.computeIfAbsent(uuid, any -> new Cell(run.server(uuid), new LongAdder()));
    }
    cell.server.record(fromIntendedNanos, fromActualNanos);
    cell.replies.increment();
  }

  /** True if a call was answered OK. */
  public boolean hasAnswered() {
    return !cells.isEmpty();
  }

  SortedMap<String, Long> replies() {
    SortedMap<String, Long> replies = new TreeMap<>();
    cells.forEach((uuid, cell) -> replies.put(uuid, cell.replies.sum()));
    return replies;
  }

  /** One server behind one connection; the server's latencies are shared by all connections. */
  private record Cell(ServerTally server, LongAdder replies) {}
}
