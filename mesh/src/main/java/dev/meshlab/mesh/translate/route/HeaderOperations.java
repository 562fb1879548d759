package dev.meshlab.mesh.translate.route;

import dev.meshlab.mesh.manifest.Fields;
import io.envoyproxy.envoy.config.core.v3.HeaderValue;
import io.envoyproxy.envoy.config.core.v3.HeaderValueOption;
import io.envoyproxy.envoy.config.core.v3.HeaderValueOption.HeaderAppendAction;
import io.envoyproxy.envoy.config.route.v3.Route;
import io.envoyproxy.envoy.config.route.v3.WeightedCluster.ClusterWeight;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * {@code headers} of a route or a destination (istio/istio, core/route/route.go
 * TranslateHeadersOperations).
 *
 * @param authority what {@code :authority} or {@code host} is set to, which Envoy takes elsewhere;
 *     empty when it is left alone
 */
record HeaderOperations(
    List<HeaderValueOption> requestAdd,
    List<String> requestRemove,
    List<HeaderValueOption> responseAdd,
    List<String> responseRemove,
    String authority) {

  static HeaderOperations of(Fields headers) {
    Fields request = headers.below("request");
    Fields response = headers.below("response");
    Map<String, String> set = new TreeMap<>(request.stringMap("set"));
    Map<String, String> add = new TreeMap<>(request.stringMap("add"));
    return new HeaderOperations(
        options(set, add),
        changeable(request.strings("remove")),
        options(new TreeMap<>(response.stringMap("set")), new TreeMap<>(response.stringMap("add"))),
        changeable(response.strings("remove")),
        authority(set).isEmpty() ? authority(add) : authority(set));
  }

  void applyTo(Route.Builder route) {
    route
        .addAllRequestHeadersToAdd(requestAdd)
        .addAllRequestHeadersToRemove(requestRemove)
        .addAllResponseHeadersToAdd(responseAdd)
        .addAllResponseHeadersToRemove(responseRemove);
  }

  void applyTo(ClusterWeight.Builder cluster) {
    cluster
        .addAllRequestHeadersToAdd(requestAdd)
        .addAllRequestHeadersToRemove(requestRemove)
        .addAllResponseHeadersToAdd(responseAdd)
        .addAllResponseHeadersToRemove(responseRemove);
    if (!authority.isEmpty()) {
      cluster.setHostRewriteLiteral(authority);
    }
  }

  private static List<HeaderValueOption> options(Map<String, String> set, Map<String, String> add) {
    List<HeaderValueOption> options = new ArrayList<>();
    add(options, set, HeaderAppendAction.OVERWRITE_IF_EXISTS_OR_ADD);
    add(options, add, HeaderAppendAction.APPEND_IF_EXISTS_OR_ADD);
    return options;
  }

  private static void add(
      List<HeaderValueOption> options, Map<String, String> headers, HeaderAppendAction action) {
    headers.forEach(
        (name, value) -> {
          if (!isInternal(name)) {
            options.add(
                HeaderValueOption.newBuilder()
                    .setHeader(HeaderValue.newBuilder().setKey(name).setValue(value))
                    .setAppendAction(action)
                    .build());
          }
        });
  }

  private static List<String> changeable(List<String> names) {
    return names.stream().filter(name -> !isInternal(name)).toList();
  }

  /** Envoy does not let these be changed as headers. */
  private static boolean isInternal(String name) {
    return name.startsWith(":") || name.equalsIgnoreCase("host");
  }

  private static String authority(Map<String, String> headers) {
    return headers.entrySet().stream()
        .filter(
            h -> h.getKey().equalsIgnoreCase("host") || h.getKey().equalsIgnoreCase(":authority"))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse("");
  }
}
