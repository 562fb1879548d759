package dev.meshlab.server.standin;

import io.grpc.MethodDescriptor.Marshaller;
import java.io.ByteArrayInputStream;
import java.io.InputStream;

/** Takes messages of any type without a look at them, and sends what it is given as it is. */
final class OpaqueMarshaller implements Marshaller<byte[]> {
  static final Marshaller<byte[]> MARSHALLER = new OpaqueMarshaller();

  /** A protobuf message in which no field is set. */
  static final byte[] EMPTY = {};

  private OpaqueMarshaller() {}

  @Override
  public InputStream stream(byte[] message) {
    return new ByteArrayInputStream(message);
  }

  @Override
  public byte[] parse(InputStream message) {
    return EMPTY;
  }
}
