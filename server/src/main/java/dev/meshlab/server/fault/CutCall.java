package dev.meshlab.server.fault;

import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.Status;

/**
 * A call whose method does its work, and whose answer is cut short by a failure: before its headers
 * or after its first message. What the method sends from then on is dropped.
 */
final class CutCall<ReqT, RespT> extends SimpleForwardingServerCall<ReqT, RespT> {
  private final boolean midway;
  private final Status failure;
  private boolean cut;

  /**
   * @param midway whether headers and a message are sent first
   */
  CutCall(ServerCall<ReqT, RespT> call, boolean midway, Status failure) {
    super(call);
    this.midway = midway;
    this.failure = failure;
  }

  private void cut() {
    if (!cut) {
      cut = true;
      super.close(failure, new Metadata());
    }
  }

  @Override
  public void sendHeaders(Metadata headers) {
    if (midway) {
      super.sendHeaders(headers);
    } else {
      cut();
    }
  }

  @Override
  public void sendMessage(RespT message) {
    if (!cut) {
      super.sendMessage(message);
      cut();
    }
  }

  /** A method that fails by itself ends the call as ever. */
  @Override
  public void close(Status status, Metadata trailers) {
    if (status.isOk()) {
      cut();
    } else if (!cut) {
      cut = true;
      super.close(status, trailers);
    }
  }
}
