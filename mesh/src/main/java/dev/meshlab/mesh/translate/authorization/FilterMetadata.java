package dev.meshlab.mesh.translate.authorization;

import dev.meshlab.mesh.translate.xds.MetadataMatchers;
import io.envoyproxy.envoy.config.rbac.v3.Permission;
import io.envoyproxy.envoy.type.matcher.v3.MetadataMatcher;
import io.envoyproxy.envoy.type.matcher.v3.ValueMatcher;
import java.util.List;
import java.util.Optional;

/** Values that other filters of Envoy leave behind. */
final class FilterMetadata {

  /** The keys of conditions that name a filter and a key of its metadata. */
  static final String PREFIX = "experimental.envoy.filters.";

  private static final String UNNAMED = "experimental.";

  private FilterMetadata() {}

  /**
   * A condition on {@code experimental.FILTER[KEY]}; values in brackets are looked for in lists.
   */
  @SuppressWarnings("deprecation") // istiod does not use its successor, sourced_metadata
  static Optional<Permission> of(String key, List<String> values) {
    String path = key.substring(UNNAMED.length());
    String open = path.endsWith("]") ? path.substring(0, path.length() - 1) : path;
    int bracket = open.indexOf('[');
    if (bracket < 0) {
      return Optional.empty();
    }
    List<String> names = List.of(open.substring(bracket + 1));
    ValueMatcher value =
        MetadataMatchers.or(values.stream().map(FilterMetadata::listOrText).toList());
    MetadataMatcher metadata = MetadataMatchers.of(open.substring(0, bracket), names, value);
    return Optional.of(Permission.newBuilder().setMetadata(metadata).build());
  }

  private static ValueMatcher listOrText(String value) {
    return value.startsWith("[") && value.endsWith("]")
        ? MetadataMatchers.list(
            MetadataMatchers.string(
                Wildcards.string(value.replaceAll("^[\\[\\]]+|[\\[\\]]+$", ""))))
        : MetadataMatchers.string(Wildcards.string(value));
  }

  /** A text that is one of some. */
  static ValueMatcher anyOf(List<String> values) {
    return MetadataMatchers.or(
        values.stream().map(value -> MetadataMatchers.string(Wildcards.string(value))).toList());
  }
}
