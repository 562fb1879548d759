package dev.meshlab.client.load;

import com.google.protobuf.ByteString;
import dev.meshlab.v1.EchoResponse;

/** Follows the replies of one stream: who sent them, and whether their numbers run on from 0. */
final class NumberedReplies {

  private final int expected;
  private final Outcomes outcomes;
  private ByteString server = ByteString.EMPTY;
  private ByteString first = ByteString.EMPTY;
  private long fromServer;
  private long received;
  private long nextSequence;
  private long outOfSequence;
  private boolean split;

  NumberedReplies(int expected, Outcomes outcomes) {
    this.expected = expected;
    this.outcomes = outcomes;
  }

  void accept(EchoResponse reply) {
    ByteString sender = reply.getServerUuidBytes();
    if (!sender.equals(server)) {
      changeTo(sender);
    }
    fromServer++;
    received++;
    if (reply.getSequence() != nextSequence) {
      outOfSequence++;
    }
    nextSequence = reply.getSequence() + 1;
  }

  private void changeTo(ByteString sender) {
    if (received == 0) {
      first = sender;
    } else {
      split = true;
      countMessages();
    }
    server = sender;
  }

  private void countMessages() {
    outcomes.messages(server.toStringUtf8(), fromServer);
    fromServer = 0;
  }

  /** The stream is over; only one that ended OK owed all its replies. */
  void end(boolean ok) {
    if (fromServer > 0) {
      countMessages();
    }
    outcomes.stream(split, outOfSequence, ok ? Math.max(0, expected - received) : 0);
  }

  boolean isEmpty() {
    return received == 0;
  }

  /** The server that sent the first reply. */
  String firstServer() {
    return first.toStringUtf8();
  }
}
