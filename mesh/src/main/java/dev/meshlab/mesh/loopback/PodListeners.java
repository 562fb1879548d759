package dev.meshlab.mesh.loopback;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.Durations;
import dev.meshlab.mesh.model.ClientWorkload;
import dev.meshlab.mesh.model.Endpoint;
import dev.meshlab.mesh.model.Mesh;
import dev.meshlab.mesh.model.Service;
import dev.meshlab.mesh.model.ServicePort;
import dev.meshlab.mesh.translate.xds.Resources;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.config.core.v3.DataSource;
import io.envoyproxy.envoy.config.core.v3.SubstitutionFormatString;
import io.envoyproxy.envoy.config.listener.v3.Filter;
import io.envoyproxy.envoy.config.listener.v3.FilterChain;
import io.envoyproxy.envoy.config.listener.v3.Listener;
import io.envoyproxy.envoy.extensions.filters.common.set_filter_state.v3.FilterStateValue;
import io.envoyproxy.envoy.extensions.filters.network.set_filter_state.v3.Config;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * Listeners in place of the addresses of pods, for headless Services. In a cluster the client dials
 * a pod, iptables lead the connection to the sidecar, and a cluster of type ORIGINAL_DST takes it
 * on to the address that was dialled. Here each pod has a listener that does what the Service's
 * listener does, and writes down the pod's address where such a cluster looks for it first.
 */
public final class PodListeners {

  private static final Deviation LISTENERS =
      new Deviation(
          "listeners of headless Services",
          "one, to which iptables lead the connections to all pods",
          "one more for each pod",
          "nothing redirects connections here, so that a client can dial only listeners");

  private static final Adaptation CLEANUP =
      Adaptation.ofClusters(
          new Deviation(
              "cluster.cleanup_interval of type ORIGINAL_DST",
              "unset, which is 5s",
              "1h",
              "with a pod that is not called for a while Envoy forgets its counts, too, and the lab"
                  + " compares them"),
          PodListeners::remembering);

  /**
   * The filter state of a connection from which an ORIGINAL_DST cluster takes the address (Envoy's
   * documentation, Original destination; well known filter state objects).
   */
  private static final String KEY = "envoy.network.transport_socket.original_dst_address";

  private static final String FILTER = "envoy.filters.network.set_filter_state";
  private static final String LOOPBACK = "127.0.0.1:";

  private PodListeners() {}

  /**
   * A sidecar's resources with these listeners.
   *
   * @param ports the loopback port of each pod that runs here, by {@code address:port} in the mesh
   */
  public static Adapted add(
      Resources resources, Mesh mesh, ClientWorkload client, Map<String, Integer> ports) {
    List<Listener> listeners = new ArrayList<>(resources.listeners());
    for (Service service : mesh.services(client)) {
      if (service.headless() && !mesh.config().edsForHeadless()) {
        names(mesh, service)
            .forEach(name -> listeners.addAll(of(resources, mesh, service, name, ports)));
      }
    }
    return listeners.size() == resources.listeners().size()
        ? Adapted.not(resources)
        : new Adapted(resources.withListeners(listeners), List.of(LISTENERS))
            .then(all -> Adaptation.apply(List.of(CLEANUP), all));
  }

  /** DNS answers alike for all names of a Service. */
  private static Stream<String> names(Mesh mesh, Service service) {
    return Stream.concat(Stream.of(service), mesh.externalNames().namesOf(service).stream())
        .map(Service::host);
  }

  private static List<Listener> of(
      Resources resources, Mesh mesh, Service service, String host, Map<String, Integer> ports) {
    List<Listener> listeners = new ArrayList<>();
    for (ServicePort port : service.meshPorts()) {
      OwnListeners.serving(resources, host, port.number())
          .map(shared -> shared.toBuilder().setName(prefix(host, port.number())).build())
          .ifPresent(
              shared ->
                  mesh.endpoints(service, port).stream()
                      .filter(Endpoint::ready)
                      .flatMap(pod -> listener(shared, pod.socket(), ports).stream())
                      .forEach(listeners::add));
    }
    return listeners;
  }

  /** The listeners for the pods behind a host and port; none where it is not a headless Service. */
  public static List<Listener> of(Resources resources, String host, int port) {
    return resources.listeners().stream()
        .filter(listener -> listener.getName().startsWith(prefix(host, port)))
        .toList();
  }

  private static String prefix(String host, int port) {
    return OwnListeners.name(host, port) + "@";
  }

  /** Empty for a pod that does not run here. */
  private static Optional<Listener> listener(
      Listener shared, String pod, Map<String, Integer> ports) {
    return Optional.ofNullable(ports.get(pod))
        .map(port -> listener(shared, shared.getName() + pod, filter(port)));
  }

  private static Listener listener(Listener shared, String name, Filter filter) {
    Listener.Builder listener = shared.toBuilder().setName(name);
    listener.getFilterChainsBuilderList().forEach(chain -> putFirst(filter, chain));
    if (listener.hasDefaultFilterChain()) {
      putFirst(filter, listener.getDefaultFilterChainBuilder());
    }
    return listener.build();
  }

  private static void putFirst(Filter filter, FilterChain.Builder chain) {
    chain.addFilters(0, filter);
  }

  private static Filter filter(int loopbackPort) {
    FilterStateValue address =
        FilterStateValue.newBuilder()
            .setObjectKey(KEY)
            .setFormatString(
                SubstitutionFormatString.newBuilder()
                    .setTextFormatSource(
                        DataSource.newBuilder().setInlineString(LOOPBACK + loopbackPort)))
            .build();
    return Filter.newBuilder()
        .setName(FILTER)
        .setTypedConfig(Any.pack(Config.newBuilder().addOnNewConnection(address).build()))
        .build();
  }

  /** The loopback port of the pod in whose place a listener is; empty for any other listener. */
  public static OptionalInt pod(Listener listener) {
    return Stream.concat(
            listener.getFilterChainsList().stream(), Stream.of(listener.getDefaultFilterChain()))
        .flatMap(chain -> chain.getFiltersList().stream())
        .map(Filter::getTypedConfig)
        .filter(config -> config.is(Config.class))
        .flatMap(config -> unpack(config).getOnNewConnectionList().stream())
        .map(value -> value.getFormatString().getTextFormatSource().getInlineString())
        .mapToInt(address -> Integer.parseInt(address.substring(LOOPBACK.length())))
        .findFirst();
  }

  private static Config unpack(Any config) {
    try {
      return config.unpack(Config.class);
    } catch (InvalidProtocolBufferException impossible) {
      throw new IllegalStateException("this module packed it", impossible);
    }
  }

  private static Cluster remembering(Cluster cluster) {
    return cluster.getType() == Cluster.DiscoveryType.ORIGINAL_DST
        ? cluster.toBuilder().setCleanupInterval(Durations.fromHours(1)).build()
        : cluster;
  }
}
