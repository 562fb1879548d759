package dev.meshlab.mesh.translate.route;

import com.google.protobuf.BoolValue;
import dev.meshlab.mesh.manifest.Fields;
import dev.meshlab.mesh.translate.xds.Percentages;
import dev.meshlab.mesh.translate.xds.StringMatchers;
import io.envoyproxy.envoy.extensions.filters.http.cors.v3.CorsPolicy;
import io.envoyproxy.envoy.type.matcher.v3.StringMatcher;

/** {@code corsPolicy} to a filter's settings (core/route/route.go TranslateCORSPolicy). */
final class CorsPolicies {

  private CorsPolicies() {}

  static CorsPolicy of(Fields cors) {
    CorsPolicy.Builder out =
        CorsPolicy.newBuilder()
            .setFilterEnabled(Percentages.always(Percentages.ofWhole(100)))
            .setForwardNotMatchingPreflights(
                BoolValue.of(!cors.string("unmatchedPreflights", "").equals("IGNORE")))
            .setAllowHeaders(String.join(",", cors.strings("allowHeaders")))
            .setAllowMethods(String.join(",", cors.strings("allowMethods")))
            .setExposeHeaders(String.join(",", cors.strings("exposeHeaders")));
    if (cors.has("allowOrigins")) {
      cors.children("allowOrigins").stream()
          .flatMap(origin -> StringMatchers.of(origin).stream())
          .forEach(out::addAllowOriginStringMatch);
    } else {
      cors.strings("allowOrigin").stream()
          .map(origin -> StringMatcher.newBuilder().setExact(origin))
          .forEach(out::addAllowOriginStringMatch);
    }
    cors.bool("allowCredentials").map(BoolValue::of).ifPresent(out::setAllowCredentials);
    cors.duration("maxAge").map(d -> String.valueOf(d.toSeconds())).ifPresent(out::setMaxAge);
    return out.build();
  }
}
