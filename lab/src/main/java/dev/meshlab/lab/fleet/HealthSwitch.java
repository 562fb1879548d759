package dev.meshlab.lab.fleet;

import dev.meshlab.interop.Empty;
import dev.meshlab.interop.XdsUpdateHealthServiceGrpc;
import io.grpc.Channel;
import java.util.concurrent.TimeUnit;

/** The switch of a server's health service, at its maintenance port. */
record HealthSwitch(Channel channel) {

  private static final long CALL_SECONDS = 5;

  /**
   * Turns what the health service answers.
   *
   * @throws io.grpc.StatusRuntimeException if the server does not take that
   */
  void turn(boolean serving) {
    var stub =
        XdsUpdateHealthServiceGrpc.newBlockingStub(channel)
            .withDeadlineAfter(CALL_SECONDS, TimeUnit.SECONDS);
    Empty unused =
        serving
            ? stub.setServing(Empty.getDefaultInstance())
            : stub.setNotServing(Empty.getDefaultInstance());
  }
}
