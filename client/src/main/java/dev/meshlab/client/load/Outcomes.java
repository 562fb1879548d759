package dev.meshlab.client.load;

import io.grpc.Metadata;
import io.grpc.Status;

/**
 * The receiver of the outcomes of one connection's calls. A call reports its outcome from the
 * thread in which it ends.
 */
interface Outcomes {

  /**
   * The call was answered OK.
   *
   * @param server the UUID in the reply
   * @param headers of the response, where the server describes itself
   */
  void answered(Ticket ticket, String server, Metadata headers);

  /**
   * The call ended with another status.
   *
   * @param server the UUID in the response metadata, "" where there is none
   * @param identity the metadata in which the server named itself
   */
  void failed(String server, Status status, Metadata identity);

  /** A stream carried {@code count} messages of one server. */
  void messages(String server, long count);

  /** The oddities of one stream's messages. */
  void stream(boolean split, long outOfSequence, long missing);
}
