package dev.meshlab.mesh.translate.route;

import dev.meshlab.mesh.manifest.Fields;
import dev.meshlab.mesh.model.name.TokenClaim;
import dev.meshlab.mesh.translate.xds.MetadataMatchers;
import dev.meshlab.mesh.translate.xds.StringMatchers;
import io.envoyproxy.envoy.type.matcher.v3.MetadataMatcher;
import io.envoyproxy.envoy.type.matcher.v3.StringMatcher;
import java.util.List;
import java.util.stream.Stream;

/**
 * The conditions of a match on claims of the caller's token, which stand among those on headers
 * (istio/istio, core/route/route.go translateMetadataMatch).
 */
final class TokenClaims {

  private TokenClaims() {}

  /** Those on claims that have a value, then those on claims that have not. */
  static List<MetadataMatcher> of(Fields match) {
    Stream<MetadataMatcher.Builder> with = conditions(match.below("headers"));
    Stream<MetadataMatcher.Builder> without =
        conditions(match.below("withoutHeaders")).map(claim -> claim.setInvert(true));
    return Stream.concat(with, without).map(MetadataMatcher.Builder::build).toList();
  }

  private static Stream<MetadataMatcher.Builder> conditions(Fields headers) {
    return headers.names().stream()
        .flatMap(
            name ->
                TokenClaim.path(name).stream()
                    .map(claim -> condition(claim, headers.below(name)).toBuilder()));
  }

  private static MetadataMatcher condition(List<String> claim, Fields condition) {
    StringMatcher text = StringMatchers.of(condition).orElse(StringMatcher.getDefaultInstance());
    return MetadataMatchers.ofToken(
        claim, MetadataMatchers.valueOrListWith(MetadataMatchers.string(text)));
  }
}
