package dev.meshlab.server.echo;

import com.google.protobuf.ByteString;
import dev.meshlab.v1.EchoRequest;
import dev.meshlab.v1.EchoResponse;
import dev.meshlab.v1.ServerIdentity;

/**
 * Replies of one server: each carries its UUID, and its whole identity where the client asks to
 * describe.
 */
record Replies(ServerIdentity server) {
  EchoResponse to(EchoRequest request) {
    return numbered(request.getSequence(), request.getPayload(), request.getDescribe());
  }

  EchoResponse numbered(long sequence, ByteString payload, boolean describe) {
    EchoResponse.Builder reply =
        EchoResponse.newBuilder()
            .setServerUuid(server.getUuid())
            .setSequence(sequence)
            .setPayload(payload);
    return (describe ? reply.setServer(server) : reply).build();
  }
}
