package dev.meshlab.mesh.translate.xds;

import dev.meshlab.mesh.manifest.Fields;
import io.envoyproxy.envoy.type.matcher.v3.RegexMatcher;
import io.envoyproxy.envoy.type.matcher.v3.StringMatcher;
import java.util.Optional;

/** Istio's {@code StringMatch} to Envoy's. */
public final class StringMatchers {

  private StringMatchers() {}

  /** Empty when the author gives no kind of match. */
  public static Optional<StringMatcher> of(Fields condition) {
    StringMatcher.Builder out = StringMatcher.newBuilder();
    condition.string("exact").ifPresent(out::setExact);
    condition.string("prefix").ifPresent(out::setPrefix);
    condition.string("regex").ifPresent(regex -> out.setSafeRegex(regex(regex)));
    return Optional.of(out.build()).filter(m -> !m.equals(StringMatcher.getDefaultInstance()));
  }

  /**
   * The same, but empty also for Istio's {@code *}, which is not an expression: it means presence.
   */
  public static Optional<StringMatcher> unlessPresence(Fields condition) {
    return of(condition).filter(m -> !m.getSafeRegex().getRegex().equals("*"));
  }

  public static RegexMatcher regex(String regex) {
    return RegexMatcher.newBuilder().setRegex(regex).build();
  }
}
