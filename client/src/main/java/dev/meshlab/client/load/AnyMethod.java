package dev.meshlab.client.load;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.Marshaller;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.Status;
import java.io.ByteArrayInputStream;
import java.io.InputStream;

/**
 * A call of a method whose messages are not known here: sends messages that are valid of any
 * protobuf type, does not look at the replies, and takes the server's identity from the response
 * metadata.
 */
final class AnyMethod extends Exchange<byte[], byte[]> {

  /**
   * The highest there is (protobuf, "assigning field numbers"), which no schema is likely to use.
   */
  private static final int PAYLOAD_FIELD = (1 << 29) - 1;

  private static final byte[] UNREAD = {};

  private final byte[] request;
  private final int requests;
  private final boolean owesOneReply;
  private int sent;
  private long received;

  /**
   * @param requests how many times to send the message
   * @param owesOneReply whether a call that ends OK without a reply is broken
   */
  AnyMethod(
      ClientCall<byte[], byte[]> call,
      Ticket ticket,
      byte[] request,
      int requests,
      boolean owesOneReply) {
    super(call, ticket);
    this.request = request;
    this.requests = requests;
    this.owesOneReply = owesOneReply;
  }

  /** The method of a path, for calls of a kind. */
  static MethodDescriptor<byte[], byte[]> descriptor(String fullMethodName, CallKind kind) {
    return MethodDescriptor.<byte[], byte[]>newBuilder()
        .setType(
            switch (kind) {
              case UNARY, CREATE -> MethodType.UNARY;
              case SERVER_STREAM -> MethodType.SERVER_STREAMING;
              case CLIENT_STREAM -> MethodType.CLIENT_STREAMING;
              case BIDI -> MethodType.BIDI_STREAMING;
            })
        .setFullMethodName(fullMethodName)
        .setRequestMarshaller(new Bytes())
        .setResponseMarshaller(new Bytes())
        .build();
  }

  /** A message of any type: empty, or with the payload in a field that its reader does not know. */
  static byte[] message(int payloadBytes) {
    if (payloadBytes == 0) {
      return UNREAD;
    }
    UnknownFieldSet.Field payload =
        UnknownFieldSet.Field.newBuilder()
            .addLengthDelimited(ByteString.copyFrom(new byte[payloadBytes]))
            .build();
    return UnknownFieldSet.newBuilder().addField(PAYLOAD_FIELD, payload).build().toByteArray();
  }

  @Override
  void begin() {
    call.request(2);
    if (requests == 1) {
      sendNext();
    }
  }

  @Override
  public void onReady() {
    // A single message went with the start, and perhaps in another thread.
    while (requests > 1 && sent < requests && call.isReady()) {
      sendNext();
    }
  }

  private void sendNext() {
    call.sendMessage(request);
    if (++sent == requests) {
      call.halfClose();
    }
  }

  @Override
  public void onMessage(byte[] reply) {
    received++;
    call.request(1);
  }

  @Override
  Status conclude(Status status, Metadata identity, Outcomes outcomes) {
    if (owesOneReply) {
      return received == 0 ? SingleExchange.withoutReply(status) : status;
    }
    if (received > 0) {
      outcomes.messages(Identity.uuid(identity), received);
    }
    return status;
  }

  @Override
  String server(Metadata identity) {
    return Identity.uuid(identity);
  }

  /** The replies stay unread. */
  private static final class Bytes implements Marshaller<byte[]> {
    @Override
    public InputStream stream(byte[] message) {
      return new ByteArrayInputStream(message);
    }

    @Override
    public byte[] parse(InputStream message) {
      return UNREAD;
    }
  }
}
