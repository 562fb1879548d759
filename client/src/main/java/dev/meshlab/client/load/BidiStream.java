package dev.meshlab.client.load;

import dev.meshlab.v1.EchoRequest;
import dev.meshlab.v1.EchoResponse;
import io.grpc.ClientCall;
import java.util.List;

/** A stream each way, in turns: a reply is awaited before the next request is sent. */
final class BidiStream extends ReplyStream<EchoRequest> {

  private final List<EchoRequest> requests;
  private int sent;

  BidiStream(
      ClientCall<EchoRequest, EchoResponse> call, Ticket ticket, List<EchoRequest> requests) {
    super(call, ticket, requests.size());
    this.requests = requests;
  }

  @Override
  void begin() {
    call.request(1);
  }

  @Override
  public void onReady() {
    if (sent == 0) {
      sendNext();
    }
  }

  @Override
  public void onMessage(EchoResponse reply) {
    super.onMessage(reply);
    sendNext();
  }

  private void sendNext() {
    if (sent == requests.size()) {
      return;
    }
    call.sendMessage(requests.get(sent++));
    if (sent == requests.size()) {
      call.halfClose();
    }
  }
}
