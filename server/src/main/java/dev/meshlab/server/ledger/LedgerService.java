package dev.meshlab.server.ledger;

import dev.meshlab.v1.Ledger;
import dev.meshlab.v1.MaintenanceServiceGrpc;
import dev.meshlab.v1.ReadLedgerRequest;
import io.grpc.stub.StreamObserver;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Supplier;

/** Reads the ledger out. Thread-safe. */
public final class LedgerService extends MaintenanceServiceGrpc.MaintenanceServiceImplBase {
  private static final long FNV_OFFSET_BASIS = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;

  private final String serverUuid;
  private final CallLedger ledger;
  private final Supplier<Map<String, Long>> creations;

  /**
   * @param creations how often something was created under each id
   */
  public LedgerService(
      String serverUuid, CallLedger ledger, Supplier<Map<String, Long>> creations) {
    this.serverUuid = serverUuid;
    this.ledger = ledger;
    this.creations = creations;
  }

  @Override
  public void readLedger(ReadLedgerRequest request, StreamObserver<Ledger> responses) {
    Ledger.Builder read =
        Ledger.newBuilder()
            .setServerUuid(serverUuid)
            .putAllMethods(ledger.read())
            .putAllCallers(ledger.callers());
    creations.get().forEach((id, times) -> read.putCreations(hash(id), times));
    responses.onNext(read.build());
    responses.onCompleted();
  }

  /**
   * FNV-1a, which the contract names: two of a million ids share a hash once in 30 million times.
   */
  static long hash(String id) {
    long hash = FNV_OFFSET_BASIS;
    for (byte each : id.getBytes(StandardCharsets.UTF_8)) {
      hash = (hash ^ (each & 0xff)) * FNV_PRIME;
    }
    return hash;
  }
}
