package dev.meshlab.lab.predict;

import io.envoyproxy.envoy.config.route.v3.RouteAction;

/** A kind of data plane, which fills in what xDS leaves open. */
public enum XdsClient {
  /**
   * Envoy: LEAST_REQUEST and RANDOM as they are named; a call without a route is UNIMPLEMENTED; a
   * mirror gets its copies.
   */
  ENVOY("UNIMPLEMENTED"),
  /**
   * grpc-java: a call without a route is UNAVAILABLE; it speaks HTTP/2 always, draws localities by
   * weight, and mirrors nothing.
   */
  GRPC_JAVA("UNAVAILABLE");

  private static final String UNAVAILABLE = "UNAVAILABLE";

  private final String withoutRoute;

  XdsClient(String withoutRoute) {
    this.withoutRoute = withoutRoute;
  }

  /**
   * The gRPC status name of a call that a route leads to a cluster which does not exist. istiod
   * asks Envoy for HTTP 500 where the route is one of the Gateway API.
   */
  String withoutCluster(RouteAction action) {
    if (this == GRPC_JAVA) {
      return UNAVAILABLE;
    }
    return switch (action.getClusterNotFoundResponseCode()) {
      case NOT_FOUND -> HttpStatus.toGrpc(404);
      case INTERNAL_SERVER_ERROR -> HttpStatus.toGrpc(500);
      default -> UNAVAILABLE;
    };
  }

  /** The gRPC status name of a call that no route takes. */
  String withoutRoute() {
    return withoutRoute;
  }
}
