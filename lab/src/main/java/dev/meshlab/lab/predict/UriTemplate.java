package dev.meshlab.lab.predict;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.re2j.Pattern;
import io.envoyproxy.envoy.config.core.v3.TypedExtensionConfig;
import io.envoyproxy.envoy.extensions.path.match.uri_template.v3.UriTemplateMatchConfig;

/**
 * A template of paths (envoy/extensions/path/match/uri_template/v3): one asterisk stands for a part
 * between slashes, two for any number of them.
 */
record UriTemplate(String text) {

  private static final String PART = "[a-zA-Z0-9\\-._~%!$&'()+,;:@=]+";
  private static final String ANY_PARTS = "[a-zA-Z0-9\\-._~%!$&'()+,;:@=/]*";

  static UriTemplate of(TypedExtensionConfig config) {
    try {
      return new UriTemplate(
          config.getTypedConfig().unpack(UriTemplateMatchConfig.class).getPathTemplate());
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalArgumentException("an RBAC filter holds a broken template of paths", e);
    }
  }

  boolean matches(String path) {
    StringBuilder regex = new StringBuilder();
    int from = 0;
    for (int star = text.indexOf('*'); star >= 0; star = text.indexOf('*', from)) {
      boolean two = text.startsWith("**", star);
      regex.append(Pattern.quote(text.substring(from, star))).append(two ? ANY_PARTS : PART);
      from = star + (two ? 2 : 1);
    }
    return Pattern.matches(regex.append(Pattern.quote(text.substring(from))).toString(), path);
  }

  /** A path of this kind, with as few parts as it can have. */
  String sample() {
    return text.replaceAll("\\*+", RegexSample.ANY);
  }
}
