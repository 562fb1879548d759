package dev.meshlab.lab.plane;

import dev.meshlab.lab.envoy.EndpointCounters;
import dev.meshlab.lab.envoy.EnvoyAdmin;
import dev.meshlab.lab.envoy.EnvoyProcess;
import dev.meshlab.lab.prediction.Ejection;
import dev.meshlab.lab.prediction.Interventions;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/**
 * The counts of an Envoy for the pods that run here, by its admin interface.
 *
 * @param envoy whose counts they are
 * @param pods the UUID of the pod behind an endpoint; empty where it is none of the run's
 * @param dialled the clusters that go where the client dialled, also to a pod that is ejected
 */
record EnvoyCounts(
    CountedEnvoy envoy, Function<EndpointCounters, Optional<String>> pods, Set<String> dialled) {

  EnvoyCounts {
    dialled = Set.copyOf(dialled);
  }

  /** Those of an Envoy of this machine. */
  static EnvoyCounts of(EnvoyProcess envoy, BoundResources bound) {
    Map<Integer, String> uuidByPort = bound.reach().countingPods();
    return of(
        new CountedEnvoy(envoy::admin, () -> endsSoon(envoy)),
        endpoint -> Optional.ofNullable(uuidByPort.get(endpoint.port())),
        bound);
  }

  static EnvoyCounts of(
      CountedEnvoy envoy, Function<EndpointCounters, Optional<String>> pods, BoundResources bound) {
    return new EnvoyCounts(
        envoy,
        pods,
        bound.resources().clusters().stream()
            .filter(cluster -> cluster.getType() == Cluster.DiscoveryType.ORIGINAL_DST)
            .map(Cluster::getName)
            .collect(Collectors.toSet()));
  }

  private static final long DEATH_MILLIS = 500;
  private static final int READINGS = 200;
  private static final long PAUSE_MILLIS = 10;

  /**
   * An Envoy.
   *
   * @param isGone whether it has ended, asked where it does not answer
   */
  record CountedEnvoy(Supplier<EnvoyAdmin> admin, BooleanSupplier isGone) {}

  /** A question to the admin interface. */
  @FunctionalInterface
  private interface Count<T> {
    T of(EnvoyAdmin admin) throws IOException;
  }

  /** Requests forwarded to each pod so far, by UUID; empty when Envoy is gone. */
  Optional<Map<String, Long>> forwarded() {
    return counted(
        admin -> {
          Map<String, Long> forwarded = new TreeMap<>();
          for (EndpointCounters endpoint : admin.endpoints()) {
            pods.apply(endpoint)
                .ifPresent(uuid -> forwarded.merge(uuid, endpoint.requests(), Long::sum));
          }
          return forwarded;
        });
  }

  /** Attempts made again, ended or refused so far; none when Envoy is gone. */
  Interventions interventions() {
    return counted(
            admin ->
                new Interventions(admin.retries(), admin.timeouts(), admin.overflows())
                    .withConnections(toPods(admin, EndpointCounters::connections)))
        .orElse(Interventions.NONE);
  }

  /** Pods that get no calls at this moment, being ejected; none when Envoy is gone. */
  Set<Ejection> ejections() {
    return counted(this::ejected).orElse(Set.of());
  }

  private Set<Ejection> ejected(EnvoyAdmin admin) throws IOException {
    Set<Ejection> ejections = new HashSet<>();
    for (EndpointCounters endpoint : admin.endpoints()) {
      if (endpoint.ejected() && !dialled.contains(endpoint.cluster())) {
        pods.apply(endpoint)
            .ifPresent(uuid -> ejections.add(new Ejection(endpoint.cluster(), uuid)));
      }
    }
    return ejections;
  }

  /**
   * Returns when no request to a pod is under way, or after two seconds. A connection of bytes
   * counts as a request for as long as it is open (Envoy's TCP proxy).
   */
  void awaitIdle() throws InterruptedException {
    for (int i = 0; i < READINGS && active() > 0; i++) {
      TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
    }
  }

  /** Returns when the log has every request that has ended, or after two seconds. */
  void awaitLogged(LongSupplier logged) throws InterruptedException {
    long ended = counted(EnvoyAdmin::completed).orElse(0L);
    for (int i = 0; i < READINGS && logged.getAsLong() < ended; i++) {
      TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
    }
  }

  private long active() {
    return counted(admin -> toPods(admin, EndpointCounters::active)).orElse(0L);
  }

  private long toPods(EnvoyAdmin admin, ToLongFunction<EndpointCounters> count) throws IOException {
    return admin.endpoints().stream()
        .filter(endpoint -> pods.apply(endpoint).isPresent())
        .mapToLong(count)
        .sum();
  }

  private <T> Optional<T> counted(Count<T> count) {
    try {
      return Optional.of(count.of(envoy.admin().get()));
    } catch (IOException e) {
      if (envoy.isGone().getAsBoolean()) {
        return Optional.empty();
      }
      throw new UncheckedIOException("Envoy's admin interface does not answer", e);
    }
  }

  /** A connection breaks some time before the operating system says that the process is gone. */
  private static boolean endsSoon(EnvoyProcess envoy) {
    try {
      envoy.onExit().orTimeout(DEATH_MILLIS, TimeUnit.MILLISECONDS).join();
      return true;
    } catch (CompletionException stillThere) {
      return false;
    }
  }
}
