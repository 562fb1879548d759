package dev.meshlab.lab.controlplane;

import io.envoyproxy.controlplane.cache.CacheStatusInfo;
import io.envoyproxy.controlplane.cache.DeltaCacheStatusInfo;
import io.envoyproxy.controlplane.cache.Resources.ResourceType;
import io.envoyproxy.controlplane.cache.Response;
import io.envoyproxy.controlplane.cache.Watch;
import io.envoyproxy.controlplane.cache.XdsRequest;
import io.envoyproxy.controlplane.cache.v3.SimpleCache;
import io.envoyproxy.controlplane.cache.v3.Snapshot;
import io.envoyproxy.envoy.config.core.v3.Node;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * java-control-plane's cache, for clients that may ask for what is not there.
 *
 * <p>In ADS mode the original answers nothing while one requested name is missing. A route to a
 * cluster that does not exist is legal, and grpc-java, which asks for clusters by name, would get
 * none of them; istiod sends what there is, and so does this.
 *
 * <p>Without that mode, a cluster that goes would be taken from such a client before the route that
 * leads there. So a client that asks by name is given listeners and routes first: it takes a new
 * route up once it has all that the route needs (gRFC A74), and so makes before it breaks. Envoy
 * keeps the order clusters, endpoints, listeners, routes.
 */
final class LenientCache extends SimpleCache<NodeGroup> {
  private final Set<NodeGroup> askingByName = new HashSet<>();

  LenientCache() {
    super(LenientCache::group);
  }

  static NodeGroup group(Node node) {
    return new NodeGroup(node.getId());
  }

  @Override
  public Watch createWatch(
      boolean ads,
      XdsRequest request,
      Set<String> known,
      Consumer<Response> consumer,
      boolean clustersChanged,
      boolean emptyAssignments) {
    if (request.getResourceType() == ResourceType.CLUSTER
        && !request.getResourceNamesList().isEmpty()) {
      askingByName.add(group(request.v3Request().getNode()));
    }
    return super.createWatch(false, request, known, consumer, clustersChanged, emptyAssignments);
  }

  @Override
  protected void respondWithSpecificOrder(
      NodeGroup group,
      Snapshot previous,
      Snapshot next,
      Map<ResourceType, CacheStatusInfo<NodeGroup>> watches,
      Map<ResourceType, DeltaCacheStatusInfo<NodeGroup>> deltaWatches) {
    if (askingByName.contains(group)) {
      Map<ResourceType, CacheStatusInfo<NodeGroup>> first = new EnumMap<>(ResourceType.class);
      first.putAll(watches);
      first.keySet().removeAll(Set.of(ResourceType.CLUSTER, ResourceType.ENDPOINT));
      super.respondWithSpecificOrder(group, previous, next, first, Map.of());
    }
    // A watch that was answered is gone, so this answers the others.
    super.respondWithSpecificOrder(group, previous, next, watches, deltaWatches);
  }
}
