package dev.meshlab.server.ledger;

import dev.meshlab.v1.Ledger;
import dev.meshlab.v1.MaintenanceServiceGrpc;
import dev.meshlab.v1.ReadLedgerRequest;
import io.grpc.stub.StreamObserver;

/** Reads the ledger out. Thread-safe. */
public final class LedgerService extends MaintenanceServiceGrpc.MaintenanceServiceImplBase {
  private final String serverUuid;
  private final CallLedger ledger;

  public LedgerService(String serverUuid, CallLedger ledger) {
    this.serverUuid = serverUuid;
    this.ledger = ledger;
  }

  @Override
  public void readLedger(ReadLedgerRequest request, StreamObserver<Ledger> responses) {
    responses.onNext(
        Ledger.newBuilder().setServerUuid(serverUuid).putAllMethods(ledger.read()).build());
    responses.onCompleted();
  }
}
