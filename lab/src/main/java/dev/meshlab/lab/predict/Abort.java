package dev.meshlab.lab.predict;

import com.google.rpc.Code;
import io.envoyproxy.envoy.config.route.v3.Route;
import io.envoyproxy.envoy.extensions.filters.http.fault.v3.FaultAbort;
import io.envoyproxy.envoy.extensions.filters.http.fault.v3.HTTPFault;
import java.util.Optional;

/**
 * The fault injection that ends calls of a route before they are forwarded.
 *
 * @param share the part of the calls that is ended, each by an independent draw; above 0, up to 1
 * @param status the gRPC status name that those end with
 */
record Abort(double share, String status) {

  /** Empty when no call is ended. */
  static Optional<Abort> of(Route route) {
    return RouteFault.of(route)
        .filter(HTTPFault::hasAbort)
        .map(fault -> of(fault.getAbort()))
        .filter(abort -> abort.share > 0);
  }

  private static Abort of(FaultAbort abort) {
    return new Abort(
        Fraction.of(abort.getPercentage()),
        abort.getErrorTypeCase() == FaultAbort.ErrorTypeCase.GRPC_STATUS
            ? String.valueOf(Code.forNumber(abort.getGrpcStatus()))
            : HttpStatus.toGrpc(abort.getHttpStatus()));
  }
}
