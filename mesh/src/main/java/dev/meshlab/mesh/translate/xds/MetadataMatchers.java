package dev.meshlab.mesh.translate.xds;

import io.envoyproxy.envoy.type.matcher.v3.ListMatcher;
import io.envoyproxy.envoy.type.matcher.v3.MetadataMatcher;
import io.envoyproxy.envoy.type.matcher.v3.MetadataMatcher.PathSegment;
import io.envoyproxy.envoy.type.matcher.v3.OrMatcher;
import io.envoyproxy.envoy.type.matcher.v3.StringMatcher;
import io.envoyproxy.envoy.type.matcher.v3.ValueMatcher;
import java.util.ArrayList;
import java.util.List;

/** Matchers of what a filter of Envoy leaves behind for others, as Istio builds them. */
public final class MetadataMatchers {

  private static final String TOKEN_FILTER = "envoy.filters.http.jwt_authn";
  private static final String PAYLOAD = "payload";

  private MetadataMatchers() {}

  /** A value that a filter has left under some names, from the outside to the inside. */
  public static MetadataMatcher of(String filter, List<String> path, ValueMatcher value) {
    MetadataMatcher.Builder matcher = MetadataMatcher.newBuilder().setFilter(filter);
    path.forEach(name -> matcher.addPath(PathSegment.newBuilder().setKey(name)));
    return matcher.setValue(value).build();
  }

  /** A claim of the caller's token, as the filter that checks tokens leaves it. */
  public static MetadataMatcher ofToken(List<String> claim, ValueMatcher value) {
    List<String> path = new ArrayList<>(List.of(PAYLOAD));
    path.addAll(claim);
    return of(TOKEN_FILTER, path, value);
  }

  /** A value, or a list that has it. */
  public static ValueMatcher valueOrListWith(ValueMatcher value) {
    return or(List.of(list(value), value));
  }

  /** One of some values. */
  public static ValueMatcher or(List<ValueMatcher> values) {
    OrMatcher or = OrMatcher.newBuilder().addAllValueMatchers(values).build();
    return values.size() == 1 ? values.get(0) : ValueMatcher.newBuilder().setOrMatch(or).build();
  }

  /** A list that has a value. */
  public static ValueMatcher list(ValueMatcher value) {
    ListMatcher list = ListMatcher.newBuilder().setOneOf(value).build();
    return ValueMatcher.newBuilder().setListMatch(list).build();
  }

  /** A text. */
  public static ValueMatcher string(StringMatcher text) {
    return ValueMatcher.newBuilder().setStringMatch(text).build();
  }
}
