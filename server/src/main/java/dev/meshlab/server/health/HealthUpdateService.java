package dev.meshlab.server.health;

import dev.meshlab.interop.Empty;
import dev.meshlab.interop.XdsUpdateHealthServiceGrpc;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.stub.StreamObserver;

/**
 * Turns the health of a running server, over the wire that gRPC's interop servers use. Thread-safe.
 */
public final class HealthUpdateService
    extends XdsUpdateHealthServiceGrpc.XdsUpdateHealthServiceImplBase {
  private final HealthService health;

  public HealthUpdateService(HealthService health) {
    this.health = health;
  }

  @Override
  public void setServing(Empty request, StreamObserver<Empty> responses) {
    set(ServingStatus.SERVING, responses);
  }

  @Override
  public void setNotServing(Empty request, StreamObserver<Empty> responses) {
    set(ServingStatus.NOT_SERVING, responses);
  }

  private void set(ServingStatus status, StreamObserver<Empty> responses) {
    health.set(status);
    responses.onNext(Empty.getDefaultInstance());
    responses.onCompleted();
  }
}
