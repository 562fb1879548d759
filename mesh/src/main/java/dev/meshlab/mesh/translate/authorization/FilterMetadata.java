package dev.meshlab.mesh.translate.authorization;

import io.envoyproxy.envoy.config.rbac.v3.Permission;
import io.envoyproxy.envoy.type.matcher.v3.ListMatcher;
import io.envoyproxy.envoy.type.matcher.v3.MetadataMatcher;
import io.envoyproxy.envoy.type.matcher.v3.MetadataMatcher.PathSegment;
import io.envoyproxy.envoy.type.matcher.v3.OrMatcher;
import io.envoyproxy.envoy.type.matcher.v3.StringMatcher;
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
    ValueMatcher value = or(values.stream().map(FilterMetadata::listOrText).toList());
    MetadataMatcher metadata = matcher(open.substring(0, bracket), names, value);
    return Optional.of(Permission.newBuilder().setMetadata(metadata).build());
  }

  private static ValueMatcher listOrText(String value) {
    return value.startsWith("[") && value.endsWith("]")
        ? list(string(Wildcards.string(value.replaceAll("^[\\[\\]]+|[\\[\\]]+$", ""))))
        : string(Wildcards.string(value));
  }

  static MetadataMatcher matcher(String filter, List<String> path, ValueMatcher value) {
    MetadataMatcher.Builder matcher = MetadataMatcher.newBuilder().setFilter(filter);
    path.forEach(name -> matcher.addPath(PathSegment.newBuilder().setKey(name)));
    return matcher.setValue(value).build();
  }

  /** A text that is one of some. */
  static ValueMatcher anyOf(List<String> values) {
    return or(values.stream().map(value -> string(Wildcards.string(value))).toList());
  }

  private static ValueMatcher or(List<ValueMatcher> values) {
    return values.size() == 1 ? values.get(0) : either(values.toArray(ValueMatcher[]::new));
  }

  static ValueMatcher either(ValueMatcher... values) {
    OrMatcher or = OrMatcher.newBuilder().addAllValueMatchers(List.of(values)).build();
    return ValueMatcher.newBuilder().setOrMatch(or).build();
  }

  static ValueMatcher list(ValueMatcher value) {
    ListMatcher list = ListMatcher.newBuilder().setOneOf(value).build();
    return ValueMatcher.newBuilder().setListMatch(list).build();
  }

  static ValueMatcher string(StringMatcher text) {
    return ValueMatcher.newBuilder().setStringMatch(text).build();
  }
}
