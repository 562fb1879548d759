package dev.meshlab.server.fault;

import dev.meshlab.v1.FaultServiceGrpc;
import dev.meshlab.v1.SetFailingRequest;
import dev.meshlab.v1.SetFailingResponse;
import io.grpc.stub.StreamObserver;

/** Turns the outage of a running server on and off. Thread-safe. */
public final class OutageService extends FaultServiceGrpc.FaultServiceImplBase {
  private final Outage outage;

  public OutageService(Outage outage) {
    this.outage = outage;
  }

  @Override
  public void setFailing(SetFailingRequest request, StreamObserver<SetFailingResponse> responses) {
    outage.turn(request.getFailing());
    responses.onNext(SetFailingResponse.getDefaultInstance());
    responses.onCompleted();
  }
}
