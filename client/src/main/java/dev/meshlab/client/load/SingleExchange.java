package dev.meshlab.client.load;

import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.Status;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One request, one reply. */
final class SingleExchange<Q, R> extends Exchange<Q, R> {

  private final Q request;
  private final Function<R, String> uuid;
  private @Nullable String server;

  SingleExchange(ClientCall<Q, R> call, Ticket ticket, Q request, Function<R, String> uuid) {
    super(call, ticket);
    this.request = request;
    this.uuid = uuid;
  }

  @Override
  void begin() {
    // Two, so that a second reply, which would be the server's fault, is not left waiting.
    call.request(2);
    call.sendMessage(request);
    call.halfClose();
  }

  @Override
  public void onMessage(R reply) {
    server = uuid.apply(reply);
  }

  @Override
  Status conclude(Status status, Metadata identity, Outcomes outcomes) {
    return server == null ? withoutReply(status) : status;
  }

  @Override
  String server(Metadata identity) {
    return server == null ? Identity.uuid(identity) : server;
  }

  /** The status that grpc-java's own stubs give a call that ends OK and has no reply. */
  static Status withoutReply(Status status) {
    return status.isOk()
        ? Status.INTERNAL.withDescription("The call ended OK without the reply it owes")
        : status;
  }
}
