package dev.meshlab.server;

import dev.meshlab.server.echo.EchoService;
import dev.meshlab.server.fault.FaultInterceptor;
import dev.meshlab.server.fault.Outage;
import dev.meshlab.server.fault.OutageService;
import dev.meshlab.server.health.HealthService;
import dev.meshlab.server.health.HealthUpdateService;
import dev.meshlab.server.identity.IdentityInterceptor;
import dev.meshlab.server.ledger.CallLedger;
import dev.meshlab.server.ledger.LedgerService;
import dev.meshlab.server.metrics.Metrics;
import dev.meshlab.server.standin.StandIn;
import dev.meshlab.v1.ServerIdentity;
import io.grpc.HandlerRegistry;
import io.grpc.ServerInterceptors;
import io.grpc.ServerServiceDefinition;
import io.grpc.protobuf.services.ProtoReflectionServiceV1;
import io.grpc.services.AdminInterface;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.Stream;

/** The gRPC services of each port. */
final class Services {
  private final ServerIdentity identity;
  private final HealthService health;
  private final Metrics metrics;
  private final ScheduledExecutorService timer;
  private final Set<String> methods;
  private final CallLedger ledger = new CallLedger();
  private final Outage outage = new Outage();
  private final EchoService echo;

  /**
   * @param methods that this server plays in place of its own, each as gRPC names it; empty for its
   *     own and any other
   */
  Services(
      ServerIdentity identity,
      HealthService health,
      Metrics metrics,
      ScheduledExecutorService timer,
      Set<String> methods) {
    this.identity = identity;
    this.health = health;
    this.metrics = metrics;
    this.timer = timer;
    this.methods = methods;
    this.echo = new EchoService(identity, timer);
  }

  List<ServerServiceDefinition> forCalls() {
    return methods.isEmpty()
        ? List.of(echo(), health.bindService(), reflection())
        : List.of(health.bindService());
  }

  /** For the methods that no service of {@link #forCalls} has. */
  HandlerRegistry forOtherCalls() {
    return new StandIn(
        method -> methods.isEmpty() || methods.contains(method),
        timer,
        metrics.calls(),
        ledger,
        new IdentityInterceptor(identity),
        outage,
        new FaultInterceptor(identity, timer));
  }

  List<ServerServiceDefinition> forMaintenance() {
    Stream<ServerServiceDefinition> own =
        Stream.of(
            new LedgerService(identity.getUuid(), ledger, echo::creations).bindService(),
            new HealthUpdateService(health).bindService(),
            new OutageService(outage).bindService(),
            health.bindService(),
            reflection());
    return Stream.concat(own, AdminInterface.getStandardServices().stream()).toList();
  }

  /** In the order in which a call meets them: a fault on demand is metered, counted and signed. */
  private ServerServiceDefinition echo() {
    return ServerInterceptors.interceptForward(
        echo,
        metrics.callsOf(echo),
        ledger,
        new IdentityInterceptor(identity),
        outage,
        new FaultInterceptor(identity, timer));
  }

  /** An instance for each port, since each reflects the services of its own server. */
  private static ServerServiceDefinition reflection() {
    return ProtoReflectionServiceV1.newInstance().bindService();
  }
}
