package dev.meshlab.lab.predict;

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

  private final String withoutRoute;

  XdsClient(String withoutRoute) {
    this.withoutRoute = withoutRoute;
  }

  /** The gRPC status name of a call that no route takes. */
  String withoutRoute() {
    return withoutRoute;
  }
}
