package dev.meshlab.client.load;

import io.grpc.Metadata;
import io.grpc.Status;

/** Where the calls of one connection say what became of them, from the threads they end in. */
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

  /** A stream carried that many messages of one server. */
  void messages(String server, long count);

  /** What was odd about the messages of one stream. */
  void stream(boolean split, long outOfSequence, long missing);
}
