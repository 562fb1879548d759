package dev.meshlab.mesh.translate.authorization;

import com.google.re2j.Pattern;
import dev.meshlab.mesh.translate.xds.StringMatchers;
import io.envoyproxy.envoy.config.route.v3.HeaderMatcher;
import io.envoyproxy.envoy.type.matcher.v3.StringMatcher;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * Texts with an asterisk at one end, in Envoy's terms (istio/istio, authz/matcher). An asterisk at
 * the start hides one at the end, which then stands for itself.
 */
final class Wildcards {

  static final String ALL = "*";

  private Wildcards() {}

  /** A lone asterisk is any text but an empty one. */
  static StringMatcher string(String text) {
    return text.equals(ALL) ? regex(".+") : affix(text, false);
  }

  /** The same with a fixed text in front, which a lone asterisk does without. */
  static StringMatcher string(String text, String prefix) {
    if (text.equals(ALL)) {
      return regex(".+");
    }
    return text.startsWith(ALL)
        ? regex(prefix + ".*" + Pattern.quote(text.substring(1)))
        : affix(prefix + text, false);
  }

  /** A header; a lone asterisk is its presence. */
  static HeaderMatcher header(String name, String text, boolean ignoreCase) {
    HeaderMatcher.Builder header = HeaderMatcher.newBuilder().setName(name);
    return text.equals(ALL)
        ? header.setPresentMatch(true).build()
        : header.setStringMatch(affix(text, ignoreCase)).build();
  }

  static StringMatcher regex(String regex) {
    return StringMatcher.newBuilder().setSafeRegex(StringMatchers.regex(regex)).build();
  }

  static StringMatcher exact(String text) {
    return StringMatcher.newBuilder().setExact(text).build();
  }

  /** A text in which each asterisk has become an expression, and all else stands for itself. */
  static String expression(String text, String asterisk) {
    return Arrays.stream(text.split("\\*", -1))
        .map(Pattern::quote)
        .collect(Collectors.joining(asterisk));
  }

  private static StringMatcher affix(String text, boolean ignoreCase) {
    StringMatcher.Builder matcher = StringMatcher.newBuilder().setIgnoreCase(ignoreCase);
    if (text.startsWith(ALL)) {
      return matcher.setSuffix(text.substring(1)).build();
    }
    return text.endsWith(ALL)
        ? matcher.setPrefix(text.substring(0, text.length() - 1)).build()
        : matcher.setExact(text).build();
  }
}
