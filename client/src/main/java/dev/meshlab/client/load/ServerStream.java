package dev.meshlab.client.load;

import dev.meshlab.v1.EchoResponse;
import dev.meshlab.v1.ServerStreamRequest;
import io.grpc.ClientCall;

/** One request, a stream of replies. */
final class ServerStream extends ReplyStream<ServerStreamRequest> {

  private final ServerStreamRequest request;

  ServerStream(
      ClientCall<ServerStreamRequest, EchoResponse> call,
      Ticket ticket,
      ServerStreamRequest request) {
    super(call, ticket, request.getMessages());
    this.request = request;
  }

  @Override
  void begin() {
    call.request(1);
    call.sendMessage(request);
    call.halfClose();
  }
}
