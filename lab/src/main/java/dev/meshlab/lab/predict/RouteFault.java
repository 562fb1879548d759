package dev.meshlab.lab.predict;

import com.google.protobuf.InvalidProtocolBufferException;
import io.envoyproxy.envoy.config.route.v3.Route;
import io.envoyproxy.envoy.extensions.filters.http.fault.v3.HTTPFault;
import java.util.Optional;

/** The fault that a route injects. */
final class RouteFault {

  private RouteFault() {}

  static Optional<HTTPFault> of(Route route) {
    return route.getTypedPerFilterConfigMap().values().stream()
        .filter(config -> config.is(HTTPFault.class))
        .map(
            config -> {
              try {
                return config.unpack(HTTPFault.class);
              } catch (InvalidProtocolBufferException e) {
                throw new IllegalArgumentException("a route holds a broken HTTPFault", e);
              }
            })
        .findFirst();
  }

  /** True if it holds calls back, before they come to Envoy's router and its clocks start. */
  static boolean delays(Route route) {
    return of(route)
        .filter(HTTPFault::hasDelay)
        .filter(fault -> Fraction.of(fault.getDelay().getPercentage()) > 0)
        .isPresent();
  }
}
