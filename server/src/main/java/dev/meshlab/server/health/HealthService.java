package dev.meshlab.server.health;

import io.grpc.BindableService;
import io.grpc.ServerServiceDefinition;
import io.grpc.Status;
import io.grpc.SynchronizationContext;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * {@code grpc.health.v1.Health} with Check, List and Watch, for a fixed set of services that share
 * one status. Starts as NOT_SERVING. Thread-safe.
 *
 * <p>grpc-services' own implementation (as of 1.85) has no List, and leaves Watch streams open for
 * ever, so that each drain with a watcher would run into its timeout.
 *
 * @see <a href="https://github.com/grpc/grpc/blob/master/doc/health-checking.md">Health checking
 *     protocol</a>
 */
public final class HealthService implements BindableService, HealthGrpc.AsyncService {
  private final List<String> services;

  /** Changes of status and of watchers take turns here, so that a watcher misses nothing. */
  private final SynchronizationContext turns =
      new SynchronizationContext(
          (thread, failure) ->
              thread.getUncaughtExceptionHandler().uncaughtException(thread, failure));

  private final Set<Watcher> watchers = new HashSet<>();
  private boolean terminal;
  private boolean watchesEnded;
  private volatile ServingStatus status = ServingStatus.NOT_SERVING;

  private record Watcher(boolean known, ServerCallStreamObserver<HealthCheckResponse> call) {
    void tell(ServingStatus status) {
      call.onNext(response(known ? status : ServingStatus.SERVICE_UNKNOWN));
    }
  }

  /**
   * @param services full names; {@code ""} stands for the server as a whole
   */
  public HealthService(String... services) {
    this.services = List.of(services);
  }

  /** Answers with this status from now on, unless the terminal state has been entered. */
  public void set(ServingStatus next) {
    turns.execute(() -> turn(next));
  }

  /** NOT_SERVING, and nothing can turn it back. */
  public void enterTerminalState() {
    turns.execute(
        () -> {
          turn(ServingStatus.NOT_SERVING);
          terminal = true;
        });
  }

  private void turn(ServingStatus next) {
    if (!terminal && status != next) {
      status = next;
      watchers.stream().filter(Watcher::known).forEach(watcher -> watcher.tell(next));
    }
  }

  /**
   * Completes every Watch, also those still to come: a stream that is never closed holds up the
   * server's drain.
   */
  public void endWatches() {
    turns.execute(
        () -> {
          watchesEnded = true;
          watchers.forEach(watcher -> watcher.call().onCompleted());
          watchers.clear();
        });
  }

  @Override
  public ServerServiceDefinition bindService() {
    return HealthList.addTo(HealthGrpc.bindService(this), this::statuses);
  }

  private Map<String, HealthCheckResponse> statuses() {
    HealthCheckResponse shared = response(status);
    return services.stream().collect(Collectors.toMap(Function.identity(), service -> shared));
  }

  @Override
  public void check(HealthCheckRequest request, StreamObserver<HealthCheckResponse> responses) {
    if (services.contains(request.getService())) {
      responses.onNext(response(status));
      responses.onCompleted();
    } else {
      responses.onError(
          Status.NOT_FOUND
              .withDescription(
                  "service '%s': not served here; these are: %s"
                      .formatted(request.getService(), services))
              .asRuntimeException());
    }
  }

  @Override
  public void watch(HealthCheckRequest request, StreamObserver<HealthCheckResponse> responses) {
    ServerCallStreamObserver<HealthCheckResponse> call =
        (ServerCallStreamObserver<HealthCheckResponse>) responses;
    Watcher watcher = new Watcher(services.contains(request.getService()), call);
    call.setOnCancelHandler(() -> turns.execute(() -> watchers.remove(watcher)));
    turns.execute(() -> begin(watcher));
  }

  private void begin(Watcher watcher) {
    watcher.tell(status);
    if (watchesEnded) {
      watcher.call().onCompleted();
    } else {
      watchers.add(watcher);
    }
  }

  private static HealthCheckResponse response(ServingStatus status) {
    return HealthCheckResponse.newBuilder().setStatus(status).build();
  }
}
