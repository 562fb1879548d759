package dev.meshlab.mesh.translate.inbound;

import com.google.protobuf.BoolValue;
import com.google.protobuf.UInt32Value;
import com.google.protobuf.util.Durations;
import dev.meshlab.mesh.model.Protocol;
import dev.meshlab.mesh.translate.route.RouteMatches;
import io.envoyproxy.envoy.config.route.v3.Decorator;
import io.envoyproxy.envoy.config.route.v3.RetryPolicy;
import io.envoyproxy.envoy.config.route.v3.Route;
import io.envoyproxy.envoy.config.route.v3.RouteAction;
import io.envoyproxy.envoy.config.route.v3.RouteAction.MaxStreamDuration;
import io.envoyproxy.envoy.config.route.v3.RouteConfiguration;
import io.envoyproxy.envoy.config.route.v3.VirtualHost;

/**
 * The one route of a pod's port: all requests go to the pod, and as long as the caller's {@code
 * grpc-timeout} allows (istio/istio, core/route/route.go BuildDefaultHTTPInboundRoute). No
 * VirtualService has a say.
 */
final class InboundRoutes {

  /** A limit that Envoy takes from each request, whatever it is. */
  private static final MaxStreamDuration AS_ASKED =
      MaxStreamDuration.newBuilder()
          .setMaxStreamDuration(Durations.ZERO)
          .setGrpcTimeoutHeaderMax(Durations.ZERO)
          .build();

  private static final RetryPolicy UNLESS_BEGUN =
      RetryPolicy.newBuilder()
          .setRetryOn("reset-before-request")
          .setNumRetries(UInt32Value.of(2))
          .build();

  private InboundRoutes() {}

  /**
   * A route configuration that is sent with its listener.
   *
   * @param cluster the pod's port
   * @param servicePort the port of the Service by which the statistics name it
   * @param operation the name of the calls in traces
   */
  static RouteConfiguration to(
      String cluster, int servicePort, Protocol protocol, String operation) {
    RouteAction.Builder action =
        RouteAction.newBuilder()
            .setCluster(cluster)
            .setTimeout(Durations.ZERO)
            .setMaxStreamDuration(AS_ASKED);
    if (protocol != Protocol.GRPC && protocol != Protocol.GRPC_WEB) {
      action.setRetryPolicy(UNLESS_BEGUN);
    }
    Route route =
        Route.newBuilder()
            .setName("default")
            .setMatch(RouteMatches.ANY)
            .setDecorator(Decorator.newBuilder().setOperation(operation))
            .setRoute(action)
            .build();
    return RouteConfiguration.newBuilder()
        .setName(cluster)
        .setValidateClusters(BoolValue.of(false))
        .addVirtualHosts(
            VirtualHost.newBuilder()
                .setName("inbound|http|" + servicePort)
                .addDomains("*")
                .addRoutes(route))
        .build();
  }
}
