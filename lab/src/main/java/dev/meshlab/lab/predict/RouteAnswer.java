package dev.meshlab.lab.predict;

import dev.meshlab.lab.prediction.EveryCallFails;
import io.envoyproxy.envoy.config.route.v3.DirectResponseAction;
import io.envoyproxy.envoy.config.route.v3.RedirectAction;

/** The answers that a route gives by itself, without a pod. To gRPC each is a failure. */
final class RouteAnswer {

  private RouteAnswer() {}

  static EveryCallFails of(DirectResponseAction answer) {
    return of(answer.getStatus());
  }

  static EveryCallFails of(RedirectAction redirect) {
    return of(
        switch (redirect.getResponseCode()) {
          case FOUND -> 302;
          case SEE_OTHER -> 303;
          case TEMPORARY_REDIRECT -> 307;
          case PERMANENT_REDIRECT -> 308;
          default -> 301;
        });
  }

  private static EveryCallFails of(int httpStatus) {
    return EveryCallFails.asked(
        HttpStatus.toGrpc(httpStatus), "the route answers by itself, with HTTP " + httpStatus);
  }
}
