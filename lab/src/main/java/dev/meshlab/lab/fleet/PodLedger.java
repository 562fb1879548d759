package dev.meshlab.lab.fleet;

import dev.meshlab.v1.Ledger;
import dev.meshlab.v1.MethodLedger;
import java.util.Map;
import java.util.TreeMap;

/**
 * The calls that a pod has served since it started, over all methods, by its own count.
 *
 * @param started calls begun; what is neither in {@code ended} is still running
 * @param ended calls ended, by gRPC status name
 * @param messagesReceived messages of all requests
 * @param messagesSent messages of all responses
 * @param notes what it has noted of the calls besides
 */
public record PodLedger(
    long started,
    Map<String, Long> ended,
    long messagesReceived,
    long messagesSent,
    PodNotes notes) {

  /** A ledger without any call. */
  public static final PodLedger NONE = new PodLedger(0, Map.of(), 0, 0, PodNotes.NONE);

  public PodLedger {
    ended = Map.copyOf(ended);
  }

  /** Calls ended, whatever their status. */
  public long endedInAll() {
    return ended.values().stream().mapToLong(Long::longValue).sum();
  }

  /** True if no call is running. */
  public boolean settled() {
    return endedInAll() == started;
  }

  static PodLedger of(Ledger ledger) {
    long started = 0;
    long received = 0;
    long sent = 0;
    Map<String, Long> ended = new TreeMap<>();
    for (MethodLedger method : ledger.getMethodsMap().values()) {
      started += method.getStarted();
      received += method.getMessagesReceived();
      sent += method.getMessagesSent();
      method.getEndedMap().forEach((status, count) -> ended.merge(status, count, Long::sum));
    }
    return new PodLedger(
        started,
        ended,
        received,
        sent,
        new PodNotes(ledger.getCallersMap(), ledger.getCreationsMap()));
  }

  /** Those of two servers of a pod. */
  public PodLedger plus(PodLedger other) {
    Map<String, Long> both = new TreeMap<>(ended);
    other.ended.forEach((status, count) -> both.merge(status, count, Long::sum));
    return new PodLedger(
        started + other.started,
        both,
        messagesReceived + other.messagesReceived,
        messagesSent + other.messagesSent,
        notes.plus(other.notes));
  }
}
