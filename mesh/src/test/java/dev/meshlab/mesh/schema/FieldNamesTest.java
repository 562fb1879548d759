package dev.meshlab.mesh.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The names under which the code asks for fields, held against the schemas. */
class FieldNamesTest {

  private static final Pattern READ =
      Pattern.compile(
          "\\.(?:string|integer|number|bool|duration|strings|stringMap|json|child|children|below|has|heed)"
              + "\\(\\s*\"([^\"]+)\"");

  /** Labels, a header, and fields of Envoy's that an EnvoyFilter may hold, in both spellings. */
  private static final Set<String> NOT_IN_A_SCHEMA =
      Set.of(
          "istio-injection",
          "istio.io/rev",
          "kubernetes.io/service-name",
          "mesh",
          "content-type",
          "istio.io/dry-run",
          "podSelector", // of a NetworkPolicy, which has no schema here
          "minReplicas", // these of an autoscaler, which has none either
          "maxReplicas",
          "canary", // these of a Rollout's strategy and status, which have none either
          "stableService",
          "blueGreen",
          "activeService",
          "stableRS",
          "pilot", // these of an installation, whose values have none
          "global",
          "k8s",
          "outlier_detection",
          "ignore_health_on_host_removal",
          "noTrafficInterval",
          "no_traffic_interval");

  @Test
  void everyFieldThatIsReadByNameIsInSomeSchema() throws IOException {
    Set<String> known = new HashSet<>();
    Set<Type> seen = new HashSet<>();
    collect(Kinds.ALL.find("argoproj.io/v1alpha1", "Rollout").orElseThrow(), known, seen);
    collect(Kinds.ALL.find("keda.sh/v1alpha1", "ScaledObject").orElseThrow(), known, seen);
    for (String kind : Kinds.ALL.names()) {
      String[] words = kind.split(" ", -1);
      collect(Kinds.ALL.find(words[0], words[1]).orElseThrow(), known, seen);
    }

    Set<String> read = read();
    assertThat(read).hasSizeGreaterThan(200);
    assertThat(read)
        .filteredOn(name -> !known.contains(name))
        .containsExactlyInAnyOrderElementsOf(NOT_IN_A_SCHEMA);
  }

  private static void collect(Type type, Set<String> names, Set<Type> seen) {
    if (type instanceof Type.ListOf list) {
      collect(list.element(), names, seen);
    } else if (type instanceof Type.MapOf map) {
      collect(map.value(), names, seen);
    } else if (type instanceof Type.Message message && seen.add(type)) {
      names.addAll(message.fields().keySet());
      message.fields().values().forEach(field -> collect(field.type(), names, seen));
    }
  }

  private static Set<String> read() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
      List<Path> sources = files.filter(file -> file.toString().endsWith(".java")).toList();
      Set<String> names = new HashSet<>();
      for (Path source : sources) {
        READ.matcher(Files.readString(source)).results().forEach(r -> names.add(r.group(1)));
      }
      return names;
    }
  }
}
