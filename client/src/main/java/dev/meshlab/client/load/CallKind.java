package dev.meshlab.client.load;

import dev.meshlab.v1.EchoServiceGrpc;
import java.util.Arrays;
import java.util.Optional;

/** The methods of {@code meshlab.v1.EchoService}. */
public enum CallKind {
  UNARY("unary", EchoServiceGrpc.getEchoMethod().getFullMethodName()),
  SERVER_STREAM("server-stream", EchoServiceGrpc.getServerStreamMethod().getFullMethodName()),
  CLIENT_STREAM("client-stream", EchoServiceGrpc.getClientStreamMethod().getFullMethodName()),
  BIDI("bidi", EchoServiceGrpc.getBidiStreamMethod().getFullMethodName()),
  CREATE("create", EchoServiceGrpc.getCreateMethod().getFullMethodName());

  private final String flag;
  private final String fullMethodName;

  CallKind(String flag, String fullMethodName) {
    this.flag = flag;
    this.fullMethodName = fullMethodName;
  }

  /** As flags and reports spell it. */
  public String flag() {
    return flag;
  }

  /** For example {@code meshlab.v1.EchoService/Echo}. */
  public String fullMethodName() {
    return fullMethodName;
  }

  /** True if a call sends a stream of requests, not one. */
  boolean sendsStream() {
    return this == CLIENT_STREAM || this == BIDI;
  }

  /** True if a call is answered by a stream of replies, not by one. */
  boolean receivesStream() {
    return this == SERVER_STREAM || this == BIDI;
  }

  /** The kind that {@link #flag()} spells so. */
  public static Optional<CallKind> ofFlag(String flag) {
    return Arrays.stream(values()).filter(kind -> kind.flag.equals(flag)).findFirst();
  }

  @Override
  public String toString() {
    return flag;
  }
}
