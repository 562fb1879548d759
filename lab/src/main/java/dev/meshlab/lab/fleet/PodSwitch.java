package dev.meshlab.lab.fleet;

import dev.meshlab.interop.Empty;
import dev.meshlab.interop.XdsUpdateHealthServiceGrpc;
import dev.meshlab.v1.FaultServiceGrpc;
import dev.meshlab.v1.SetFailingRequest;
import dev.meshlab.v1.SetFailingResponse;
import io.grpc.Channel;
import java.util.concurrent.TimeUnit;

/** The switches of a pod at its maintenance port. All are on when it starts. */
public enum PodSwitch {
  /** The answer of its health service; it serves calls either way. */
  HEALTH("SERVING", "NOT_SERVING"),

  /** The answer to calls, which all fail where it is off; its health service says SERVING. */
  CALLS("serving calls", "failing every call");

  private static final long CALL_SECONDS = 5;

  private final String on;
  private final String off;

  PodSwitch(String on, String off) {
    this.on = on;
    this.off = off;
  }

  /** The words for a pod whose switch was turned. */
  public String words(boolean turnedOn) {
    return turnedOn ? on : off;
  }

  /**
   * Turns it.
   *
   * @param channel to the maintenance port
   * @throws io.grpc.StatusRuntimeException if the server does not take that
   */
  void turn(Channel channel, boolean turnedOn) {
    switch (this) {
      case HEALTH -> turnHealth(channel, turnedOn);
      case CALLS -> {
        SetFailingResponse unused =
            FaultServiceGrpc.newBlockingStub(channel)
                .withDeadlineAfter(CALL_SECONDS, TimeUnit.SECONDS)
                .setFailing(SetFailingRequest.newBuilder().setFailing(!turnedOn).build());
      }
    }
  }

  private static void turnHealth(Channel channel, boolean serving) {
    var stub =
        XdsUpdateHealthServiceGrpc.newBlockingStub(channel)
            .withDeadlineAfter(CALL_SECONDS, TimeUnit.SECONDS);
    Empty unused =
        serving
            ? stub.setServing(Empty.getDefaultInstance())
            : stub.setNotServing(Empty.getDefaultInstance());
  }
}
