package dev.meshlab.client.load;

import dev.meshlab.v1.ClientStreamResponse;
import dev.meshlab.v1.EchoRequest;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.Status;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A stream of requests as fast as the transport takes them, one reply that says how many came. */
final class ClientStream extends Exchange<EchoRequest, ClientStreamResponse> {

  private final List<EchoRequest> requests;
  private int sent;
  private @Nullable ClientStreamResponse reply;

  ClientStream(
      ClientCall<EchoRequest, ClientStreamResponse> call,
      Ticket ticket,
      List<EchoRequest> requests) {
    super(call, ticket);
    this.requests = requests;
  }

  @Override
  void begin() {
    call.request(2);
  }

  @Override
  public void onReady() {
    while (sent < requests.size() && call.isReady()) {
      call.sendMessage(requests.get(sent++));
      if (sent == requests.size()) {
        call.halfClose();
      }
    }
  }

  @Override
  public void onMessage(ClientStreamResponse received) {
    reply = received;
  }

  @Override
  Status conclude(Status status, Metadata identity, Outcomes outcomes) {
    if (reply == null) {
      return SingleExchange.withoutReply(status);
    }
    if (status.isOk()) {
      outcomes.messages(reply.getServerUuid(), reply.getMessages());
      long missing = Math.max(0, requests.size() - reply.getMessages());
      outcomes.stream(false, reply.getOutOfSequence(), missing);
    }
    return status;
  }

  @Override
  String server(Metadata identity) {
    return reply == null ? Identity.uuid(identity) : reply.getServerUuid();
  }
}
