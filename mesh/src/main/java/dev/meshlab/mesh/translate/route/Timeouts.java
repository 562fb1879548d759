package dev.meshlab.mesh.translate.route;

import com.google.protobuf.Duration;
import com.google.protobuf.util.Durations;
import dev.meshlab.mesh.translate.xds.Protos;
import io.envoyproxy.envoy.config.route.v3.RouteAction;
import io.envoyproxy.envoy.config.route.v3.RouteAction.MaxStreamDuration;
import java.util.Optional;

/** Route timeouts (istio/istio, core/route/route.go setTimeout). Off unless the author sets one. */
public final class Timeouts {

  private Timeouts() {}

  /**
   * The timeout as Envoy knows it. It also caps the caller's {@code grpc-timeout}; 0 leaves that
   * uncapped. The field is deprecated in Envoy, and is what Istio sends.
   */
  @SuppressWarnings("deprecation")
  public static void forEnvoy(Optional<java.time.Duration> timeout, RouteAction.Builder action) {
    Duration limit = timeout.map(Protos::duration).orElse(Durations.ZERO);
    action.setTimeout(limit).setMaxGrpcTimeout(limit);
  }

  /** The timeout as gRPC knows it (gRFC A31), which ignores the field that Envoy reads. */
  static void forGrpc(Optional<java.time.Duration> timeout, RouteAction.Builder action) {
    Duration limit = timeout.map(Protos::duration).orElse(Durations.ZERO);
    action
        .setTimeout(limit)
        .setMaxStreamDuration(MaxStreamDuration.newBuilder().setMaxStreamDuration(limit));
  }
}
