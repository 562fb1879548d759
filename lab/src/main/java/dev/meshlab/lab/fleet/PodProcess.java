package dev.meshlab.lab.fleet;

import dev.meshlab.lab.process.ChildProcess;
import dev.meshlab.v1.MaintenanceServiceGrpc;
import dev.meshlab.v1.ReadLedgerRequest;
import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A pod that has been ready; it may have died since. Safe for use from several threads. */
public final class PodProcess implements LedgerSource {
  private static final long CALL_SECONDS = 5;

  /** A connection breaks some time before the operating system says that the process is gone. */
  private static final Duration DEATH = Duration.ofMillis(500);

  private final PodSpec spec;
  private final ChildProcess child;
  private final Started started;
  private final ManagedChannel maintenance;

  PodProcess(PodSpec spec, ChildProcess child, Started started) {
    this.spec = spec;
    this.child = child;
    this.started = started;
    this.maintenance = Probe.channel(started.maintenancePort());
  }

  public PodSpec spec() {
    return spec;
  }

  /** The UUID in its replies. */
  public String uuid() {
    return started.uuid();
  }

  /** The loopback port where it takes calls. */
  public int port() {
    return started.port();
  }

  public int maintenancePort() {
    return started.maintenancePort();
  }

  public int metricsPort() {
    return started.metricsPort();
  }

  public long pid() {
    return child.pid();
  }

  @Override
  public boolean alive() {
    return child.alive();
  }

  /** See {@link ChildProcess#exitCode()}. */
  public OptionalInt exitCode() {
    return child.exitCode();
  }

  /** Completes with the exit code when the pod has ended, for whatever reason. */
  public CompletableFuture<Integer> onExit() {
    return child.onExit();
  }

  public String logTail() {
    return child.logTail();
  }

  @Override
  public Optional<PodLedger> ledger() throws InterruptedException {
    var stub =
        MaintenanceServiceGrpc.newBlockingStub(maintenance)
            .withDeadlineAfter(CALL_SECONDS, TimeUnit.SECONDS);
    try {
      return Optional.of(PodLedger.of(stub.readLedger(ReadLedgerRequest.getDefaultInstance())));
    } catch (StatusRuntimeException e) {
      if (child.awaitExit(DEATH)) {
        return Optional.empty();
      }
      throw new PodFailed(spec, "did not report its ledger: " + e.getStatus(), logTail());
    }
  }

  /** Turns all its switches on. */
  public void recover() {
    for (PodSwitch each : PodSwitch.values()) {
      turn(each, true);
    }
  }

  /**
   * Turns a switch of it.
   *
   * @throws PodFailed if the pod does not take that, being dead for one
   */
  public void turn(PodSwitch which, boolean on) {
    try {
      which.turn(maintenance, on);
    } catch (StatusRuntimeException e) {
      throw new PodFailed(
          spec, "did not change to %s: %s".formatted(which.words(on), e.getStatus()), logTail());
    }
  }

  /**
   * True if its health service says in time that a service of it is SERVING; false also where no
   * answer comes.
   */
  public boolean serves(String service, Duration timeout) {
    ManagedChannel channel = Probe.channel(port());
    try {
      return HealthGrpc.newBlockingStub(channel)
              .withDeadlineAfter(timeout.toNanos(), TimeUnit.NANOSECONDS)
              .check(HealthCheckRequest.newBuilder().setService(service).build())
              .getStatus()
          == ServingStatus.SERVING;
    } catch (StatusRuntimeException e) {
      return false;
    } finally {
      channel.shutdownNow();
    }
  }

  /** Sends SIGTERM, on which the pod drains, and does not wait. */
  void drain() {
    child.requestStop();
  }

  /** Sends SIGTERM, on which the pod drains, waits for the grace, then kills it. */
  public void terminate(Duration grace) {
    child.terminate(grace);
  }

  /** Sends SIGKILL. */
  public void kill() {
    child.kill();
  }

  ChildProcess child() {
    return child;
  }

  void disconnect() {
    maintenance.shutdownNow();
  }
}
