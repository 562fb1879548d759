package dev.meshlab.server.identity;

import dev.meshlab.v1.ServerIdentity;
import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;

/**
 * Signs every response: in its headers, or, when the call ends without any, in its trailers. So a
 * call that fails still names its server. Thread-safe.
 */
public final class IdentityInterceptor implements ServerInterceptor {
  private final Metadata identity;

  public IdentityInterceptor(ServerIdentity server) {
    identity = new Metadata();
    put("meshlab-uuid", server.getUuid());
    put("meshlab-pod", server.getPod());
    put("meshlab-version", server.getVersion());
    put("meshlab-zone", server.getZone());
  }

  private void put(String key, String value) {
    if (!value.isEmpty()) {
      identity.put(Metadata.Key.of(key, Metadata.ASCII_STRING_MARSHALLER), value);
    }
  }

  @Override
  public <ReqT, RespT> ServerCall.Listener<ReqT> interceptCall(
      ServerCall<ReqT, RespT> call, Metadata headers, ServerCallHandler<ReqT, RespT> next) {
    return next.startCall(new SignedCall<>(call, identity), headers);
  }

  private static final class SignedCall<ReqT, RespT>
      extends SimpleForwardingServerCall<ReqT, RespT> {
    /**
     * Shared by all calls; only ever read after construction, which Metadata allows from many
     * threads.
     */
    private final Metadata identity;

    private boolean signed;

    SignedCall(ServerCall<ReqT, RespT> call, Metadata identity) {
      super(call);
      this.identity = identity;
    }

    @Override
    public void sendHeaders(Metadata headers) {
      signed = true;
      headers.merge(identity);
      super.sendHeaders(headers);
    }

    @Override
    public void close(Status status, Metadata trailers) {
      if (!signed) {
        trailers.merge(identity);
      }
      super.close(status, trailers);
    }
  }
}
