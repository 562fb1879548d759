package dev.meshlab.mesh.translate.route;

import com.google.protobuf.BoolValue;
import dev.meshlab.mesh.manifest.Fields;
import dev.meshlab.mesh.model.VirtualService;
import dev.meshlab.mesh.translate.xds.Percentages;
import io.envoyproxy.envoy.config.route.v3.RouteAction;
import io.envoyproxy.envoy.config.route.v3.RouteAction.RequestMirrorPolicy;
import io.envoyproxy.envoy.type.v3.FractionalPercent;
import java.util.List;

/**
 * {@code mirror} and {@code mirrors}: all requests unless a percentage is given, none at all for
 * one of 0.
 */
final class Mirrors {

  private static final List<String> WHOLE = List.of("mirrorPercent", "mirror_percent");

  private final VirtualService rule;
  private final RouteContext context;
  private final int port;

  Mirrors(VirtualService rule, RouteContext context, int port) {
    this.rule = rule;
    this.context = context;
    this.port = port;
  }

  void apply(Fields http, RouteAction.Builder action) {
    http.child("mirror").ifPresent(destination -> add(destination, percentage(http), action));
    for (Fields mirror : http.children("mirrors")) {
      mirror
          .child("destination")
          .ifPresent(to -> add(to, percentage(mirror, "percentage"), action));
    }
  }

  private void add(Fields destination, FractionalPercent share, RouteAction.Builder action) {
    if (share.getNumerator() > 0) {
      action.addRequestMirrorPolicies(
          RequestMirrorPolicy.newBuilder()
              .setCluster(context.cluster(rule, destination, port))
              .setRuntimeFraction(Percentages.always(share))
              .setTraceSampled(BoolValue.of(false))
              .setDisableShadowHostSuffixAppend(true));
    }
  }

  /** A whole number, under either of its names, is from the time before fractions. */
  private static FractionalPercent percentage(Fields http) {
    return WHOLE.stream()
        .filter(name -> !http.has("mirrorPercentage") && http.has(name))
        .findFirst()
        .map(name -> Percentages.ofWhole(http.integer(name, 0)))
        .orElseGet(() -> percentage(http, "mirrorPercentage"));
  }

  private static FractionalPercent percentage(Fields fields, String field) {
    return fields
        .child(field)
        .map(Percentages::ofPercent)
        .orElseGet(() -> Percentages.ofWhole(100));
  }
}
