package dev.meshlab.mesh.translate.route;

import dev.meshlab.mesh.manifest.Fields;
import io.envoyproxy.envoy.config.route.v3.Route;

/**
 * A route and the part of a rule that it was made of.
 *
 * @param http the item of {@code spec.http}
 */
public record RuledRoute(Route route, Fields http) {}
