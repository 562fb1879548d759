package dev.meshlab.lab.run;

import dev.meshlab.lab.predict.ListenerContent;
import dev.meshlab.lab.predict.VirtualHosts;
import dev.meshlab.mesh.translate.xds.Resources;
import io.envoyproxy.envoy.config.listener.v3.Listener;
import io.envoyproxy.envoy.config.route.v3.RouteConfiguration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The resources of a proxy, with its route configurations at hand by their names.
 *
 * @param tables the virtual hosts of each route configuration
 */
record RoutedResources(Resources resources, Map<String, VirtualHosts> tables) {

  static RoutedResources of(Resources resources) {
    return new RoutedResources(
        resources,
        resources.routes().stream()
            .collect(
                Collectors.toMap(
                    RouteConfiguration::getName, VirtualHosts::of, (first, other) -> first)));
  }

  /** Empty where the listener passes bytes on. */
  Optional<VirtualHosts> behind(Listener listener) {
    return ListenerContent.routeConfiguration(listener)
        .flatMap(name -> Optional.ofNullable(tables.get(name)));
  }
}
