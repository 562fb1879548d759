package dev.meshlab.lab.envoy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The configuration that an Envoy has been sent and has accepted, as JSON arrays of resources. What
 * its bootstrap has is not in it.
 */
public final class ConfigDump {

  private final JsonNode dump;

  /**
   * @param dump what the admin interface answers to {@code /config_dump?include_eds}
   */
  ConfigDump(JsonNode dump) {
    this.dump = dump;
  }

  /** The clusters whose names are of interest. */
  public String clusters(Predicate<String> names) {
    return written(clusters(), names);
  }

  private ArrayNode clusters() {
    ArrayNode clusters = JsonNodeFactory.instance.arrayNode();
    for (JsonNode each : section("ClustersConfigDump").path("dynamic_active_clusters")) {
      clusters.add(each.path("cluster"));
    }
    return clusters;
  }

  /** The endpoints that were sent for clusters of such names. */
  public String endpoints(Predicate<String> names) {
    Set<String> byEds = new HashSet<>();
    for (JsonNode cluster : clusters()) {
      if (cluster.path("type").asText().equals("EDS")) {
        String name = cluster.path("name").asText();
        byEds.add(cluster.path("eds_cluster_config").path("service_name").asText(name));
      }
    }
    ArrayNode endpoints = JsonNodeFactory.instance.arrayNode();
    for (JsonNode each : section("EndpointsConfigDump").path("dynamic_endpoint_configs")) {
      endpoints.add(asSent(each.path("endpoint_config").deepCopy()));
    }
    return written(endpoints, name -> byEds.contains(name) && names.test(name));
  }

  /** Envoy adds its defaults, and what it has found out about the endpoints itself. */
  private static JsonNode asSent(ObjectNode assignment) {
    if (assignment.at("/policy/overprovisioning_factor").asInt() == 140
        && assignment.path("policy").size() == 1) {
      assignment.remove("policy");
    }
    for (JsonNode locality : assignment.path("endpoints")) {
      for (JsonNode endpoint : locality.path("lb_endpoints")) {
        if (endpoint.path("endpoint") instanceof ObjectNode its
            && its.path("health_check_config").isEmpty()) {
          its.remove("health_check_config");
        }
      }
    }
    return assignment;
  }

  /** The route configurations of such names; those of listeners that drain are gone. */
  public String routes(Predicate<String> names) {
    Set<String> used = new HashSet<>();
    listeners().findValues("rds").forEach(rds -> used.add(rds.path("route_config_name").asText()));
    ArrayNode routes = JsonNodeFactory.instance.arrayNode();
    for (JsonNode each : section("RoutesConfigDump").path("dynamic_route_configs")) {
      routes.add(each.path("route_config"));
    }
    return written(routes, name -> used.contains(name) && names.test(name));
  }

  /** The listeners of such names; those that drain are gone. */
  public String listeners(Predicate<String> names) {
    return written(listeners(), names);
  }

  private ArrayNode listeners() {
    ArrayNode listeners = JsonNodeFactory.instance.arrayNode();
    for (JsonNode each : section("ListenersConfigDump").path("dynamic_listeners")) {
      listeners.add(each.path("active_state").path("listener"));
    }
    return listeners;
  }

  /** The resources of which the proxy has refused the last update, a line each with its reason. */
  public List<String> refused() {
    List<String> refused = new ArrayList<>();
    for (JsonNode section : dump.path("configs")) {
      for (JsonNode entries : section) {
        entries.forEach(entry -> refusal(entry.path("error_state")).ifPresent(refused::add));
      }
    }
    return refused.stream().distinct().toList();
  }

  private static Optional<String> refusal(JsonNode error) {
    JsonNode failed = error.path("failed_configuration");
    return error.isMissingNode()
        ? Optional.empty()
        : Optional.of(
            "%s: %s".formatted(failed.path("name").asText(), error.path("details").asText()));
  }

  private JsonNode section(String type) {
    for (JsonNode section : dump.path("configs")) {
      if (section.path("@type").asText().endsWith("." + type)) {
        return section;
      }
    }
    return JsonNodeFactory.instance.objectNode();
  }

  private static String written(ArrayNode resources, Predicate<String> names) {
    ArrayNode chosen = JsonNodeFactory.instance.arrayNode();
    for (JsonNode each : resources) {
      String name = each.path("name").asText(each.path("cluster_name").asText());
      if (each instanceof ObjectNode resource && names.test(name)) {
        chosen.add(resource.deepCopy().without("@type"));
      }
    }
    return chosen.toString();
  }
}
