package dev.meshlab.client.load;

import dev.meshlab.v1.EchoResponse;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.Status;

/**
 * A call that is answered by a stream of numbered replies.
 *
 * @param <Q> the request message
 */
abstract class ReplyStream<Q> extends Exchange<Q, EchoResponse> {

  private final NumberedReplies replies;

  ReplyStream(ClientCall<Q, EchoResponse> call, Ticket ticket, int expected) {
    super(call, ticket);
    this.replies = new NumberedReplies(expected, ticket.outcomes());
  }

  @Override
  public void onMessage(EchoResponse reply) {
    replies.accept(reply);
    call.request(1);
  }

  @Override
  final Status conclude(Status status, Metadata identity, Outcomes outcomes) {
    replies.end(status.isOk());
    return status;
  }

  @Override
  final String server(Metadata identity) {
    return replies.isEmpty() ? Identity.uuid(identity) : replies.firstServer();
  }
}
