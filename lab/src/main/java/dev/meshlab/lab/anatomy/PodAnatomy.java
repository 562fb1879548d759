package dev.meshlab.lab.anatomy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The containers of a pod.
 *
 * @param name of the pod
 * @param parts in the order in which they are listed: those that begin first come first
 */
public record PodAnatomy(String name, List<Part> parts) {

  private static final JsonMapper MAPPER = JsonMapper.builder().build();
  private static final String INIT = "initContainers";
  private static final String ORDINARY = "containers";
  private static final String EPHEMERAL = "ephemeralContainers";

  public PodAnatomy {
    parts = List.copyOf(parts);
  }

  /**
   * A pod as its API lists it.
   *
   * @param pod its JSON
   * @param template the JSON of the template that its workload has
   */
  public static PodAnatomy of(String pod, String template) {
    JsonNode tree = tree(pod);
    Set<String> written = names(tree(template).path("spec"));
    Map<String, JsonNode> statuses = new HashMap<>();
    for (String list : List.of("init", "", "ephemeral")) {
      String field = list.isEmpty() ? "containerStatuses" : list + "ContainerStatuses";
      tree.path("status").path(field).forEach(each -> statuses.put(name(each), each));
    }
    List<Part> parts = new ArrayList<>();
    for (String list : List.of(INIT, ORDINARY, EPHEMERAL)) {
      for (JsonNode container : tree.path("spec").path(list)) {
        String name = name(container);
        JsonNode status = statuses.getOrDefault(name, MAPPER.nullNode());
        parts.add(
            new Part(
                kind(list, container),
                name,
                Part.State.of(status),
                status.path("ready").asBoolean(),
                !written.contains(name)));
      }
    }
    return new PodAnatomy(name(tree.path("metadata")), parts);
  }

  private static JsonNode tree(String json) {
    try {
      return MAPPER.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("a pod that is not JSON: " + json, e);
    }
  }

  private static Set<String> names(JsonNode spec) {
    Set<String> names = new HashSet<>();
    Stream.of(INIT, ORDINARY)
        .forEach(list -> spec.path(list).forEach(each -> names.add(name(each))));
    return names;
  }

  private static String name(JsonNode named) {
    return named.path("name").asText();
  }

  private static Part.Kind kind(String list, JsonNode container) {
    return switch (list) {
      case ORDINARY -> Part.Kind.CONTAINER;
      case EPHEMERAL -> Part.Kind.EPHEMERAL;
      default ->
          "Always".equals(container.path("restartPolicy").asText())
              ? Part.Kind.SIDECAR
              : Part.Kind.INIT;
    };
  }

  /** The column READY of {@code kubectl get pods}, which counts the sidecars, too. */
  String ready() {
    List<Part> counted = parts.stream().filter(part -> part.kind().isCounted()).toList();
    return "%d/%d".formatted(counted.stream().filter(Part::ready).count(), counted.size());
  }

  /** All of it as a person reads it. */
  public String line() {
    return parts.stream().map(Part::line).collect(Collectors.joining(", ")) + "; ready " + ready();
  }
}
