package dev.meshlab.lab.controlplane;

import io.envoyproxy.controlplane.cache.Response;
import io.envoyproxy.controlplane.cache.Watch;
import io.envoyproxy.controlplane.cache.XdsRequest;
import io.envoyproxy.controlplane.cache.v3.SimpleCache;
import io.envoyproxy.envoy.config.core.v3.Node;
import java.util.Set;
import java.util.function.Consumer;

/**
 * java-control-plane's cache, for clients that may ask for what is not there.
 *
 * <p>In ADS mode the original answers nothing while one requested name is missing. A route to a
 * cluster that does not exist is legal, and grpc-java, which asks for clusters by name, would get
 * none of them; istiod sends what there is, and so does this.
 */
final class LenientCache extends SimpleCache<NodeGroup> {

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
    return super.createWatch(false, request, known, consumer, clustersChanged, emptyAssignments);
  }
}
