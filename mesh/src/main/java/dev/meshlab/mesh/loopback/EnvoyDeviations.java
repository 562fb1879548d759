package dev.meshlab.mesh.loopback;

import com.google.protobuf.Any;
import com.google.protobuf.Duration;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.Durations;
import dev.meshlab.mesh.translate.xds.Resources;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.config.listener.v3.Filter;
import io.envoyproxy.envoy.config.listener.v3.Listener;
import io.envoyproxy.envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager;
import java.util.List;
import java.util.Set;

/**
 * The few settings of the lab's Envoy that differ from those of Istio's. With Istio's, an
 * experiment of seconds would measure Envoy's own delays.
 */
public final class EnvoyDeviations {

  private static final Duration FETCH_TIMEOUT = Durations.fromSeconds(5);

  private static final Adaptation MERGE_WINDOW =
      Adaptation.ofClusters(
          new Deviation(
              "cluster.common_lb_config.update_merge_window",
              "unset, which is 1s",
              "0s",
              "Envoy applies the first change of a host's health at once and holds back the next ones"
                  + " for a second, so that several pods failing together go on receiving calls",
              Set.of("health_checks")),
          EnvoyDeviations::withoutMergeWindow);

  private static final Adaptation INITIAL_FETCH =
      new Adaptation(
          new Deviation(
              "config_source.initial_fetch_timeout of EDS and RDS",
              "0s, which is for ever",
              "5s",
              "a cluster or listener whose endpoints or routes never come would keep Envoy from"
                  + " becoming ready, and the run would hang instead of showing what is missing"),
          EnvoyDeviations::withBoundFetch);

  private static final List<Adaptation> ADAPTATIONS =
      List.of(
          MERGE_WINDOW,
          INITIAL_FETCH,
          MeshAlpn.ADAPTATION,
          new Adaptation(SecretReferences.DEVIATION, SecretReferences::fromControlPlane),
          new Adaptation(SecretReferences.REVOCATION, SecretReferences::withoutRevocationLists));

  private EnvoyDeviations() {}

  /** All that {@link #adapt} may change, and why. */
  public static List<Deviation> all() {
    return Adaptation.deviations(ADAPTATIONS);
  }

  public static Adapted adapt(Resources resources) {
    return Adaptation.apply(ADAPTATIONS, resources);
  }

  private static Cluster withoutMergeWindow(Cluster cluster) {
    Cluster.Builder changed = cluster.toBuilder();
    changed.getCommonLbConfigBuilder().setUpdateMergeWindow(Durations.ZERO);
    return changed.build();
  }

  private static Resources withBoundFetch(Resources resources) {
    return resources
        .withClusters(resources.clusters().stream().map(EnvoyDeviations::withBoundFetch).toList())
        .withListeners(
            resources.listeners().stream().map(EnvoyDeviations::withBoundFetch).toList());
  }

  private static Cluster withBoundFetch(Cluster cluster) {
    if (!cluster.hasEdsClusterConfig()) {
      return cluster;
    }
    Cluster.Builder changed = cluster.toBuilder();
    changed
        .getEdsClusterConfigBuilder()
        .getEdsConfigBuilder()
        .setInitialFetchTimeout(FETCH_TIMEOUT);
    return changed.build();
  }

  private static Listener withBoundFetch(Listener listener) {
    Listener.Builder changed = listener.toBuilder();
    changed.getFilterChainsBuilderList().stream()
        .flatMap(chain -> chain.getFiltersBuilderList().stream())
        .filter(filter -> filter.getTypedConfig().is(HttpConnectionManager.class))
        .forEach(EnvoyDeviations::boundRouteFetch);
    return changed.build();
  }

  private static void boundRouteFetch(Filter.Builder filter) {
    try {
      HttpConnectionManager.Builder manager =
          filter.getTypedConfig().unpack(HttpConnectionManager.class).toBuilder();
      manager.getRdsBuilder().getConfigSourceBuilder().setInitialFetchTimeout(FETCH_TIMEOUT);
      filter.setTypedConfig(Any.pack(manager.build()));
    } catch (InvalidProtocolBufferException impossible) {
      throw new IllegalStateException("this module packed it", impossible);
    }
  }
}
