package dev.meshlab.server.ledger;

import dev.meshlab.v1.MethodLedger;
import io.grpc.Status;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;

/** The counts of one method. Thread-safe, without locks. */
final class MethodCounters {
  private final LongAdder started = new LongAdder();
  private final LongAdder messagesReceived = new LongAdder();
  private final LongAdder messagesSent = new LongAdder();

  /** By {@link Status.Code#value}, which counts up from 0. */
  private final LongAdder[] ended =
      Stream.generate(LongAdder::new).limit(Status.Code.values().length).toArray(LongAdder[]::new);

  void callStarted() {
    started.increment();
  }

  void callEnded(Status.Code code) {
    ended[code.value()].increment();
  }

  void messageReceived() {
    messagesReceived.increment();
  }

  void messageSent() {
    messagesSent.increment();
  }

  /**
   * Ends are read before starts, so that a reading under load never shows more calls ended than
   * started.
   */
  MethodLedger read() {
    MethodLedger.Builder ledger = MethodLedger.newBuilder();
    for (Status.Code code : Status.Code.values()) {
      long calls = ended[code.value()].sum();
      if (calls > 0) {
        ledger.putEnded(code.name(), calls);
      }
    }
    return ledger
        .setMessagesReceived(messagesReceived.sum())
        .setMessagesSent(messagesSent.sum())
        .setStarted(started.sum())
        .build();
  }
}
