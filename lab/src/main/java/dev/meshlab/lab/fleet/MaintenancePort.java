package dev.meshlab.lab.fleet;

import dev.meshlab.lab.failure.Broken;
import dev.meshlab.v1.MaintenanceServiceGrpc;
import dev.meshlab.v1.ReadLedgerRequest;
import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The maintenance port of a server that is not a process of this machine. */
public final class MaintenancePort implements LedgerSource, AutoCloseable {

  private static final long CALL_SECONDS = 5;

  private final ManagedChannel channel;
  private volatile boolean answers = true;

  /**
   * @param port of this machine, which leads there
   */
  public MaintenancePort(int port) {
    this.channel = Probe.channel(port);
  }

  /** Empty for a server that does not answer. */
  @Override
  public Optional<PodLedger> ledger() {
    try {
      return Optional.of(
          PodLedger.of(
              MaintenanceServiceGrpc.newBlockingStub(channel)
                  .withDeadlineAfter(CALL_SECONDS, TimeUnit.SECONDS)
                  .readLedger(ReadLedgerRequest.getDefaultInstance())));
    } catch (StatusRuntimeException silent) {
      answers = false;
      return Optional.empty();
    }
  }

  /**
   * Turns a switch of the server.
   *
   * @throws Broken if it does not take that
   */
  public void turn(PodSwitch which, boolean on) {
    try {
      which.turn(channel, on);
    } catch (StatusRuntimeException e) {
      throw new Broken(
          "a pod did not change to %s: %s".formatted(which.words(on), e.getStatus()), e);
    }
  }

  /** True unless it has failed to answer. */
  @Override
  public boolean alive() {
    return answers;
  }

  @Override
  public void close() {
    channel.shutdownNow();
  }
}
