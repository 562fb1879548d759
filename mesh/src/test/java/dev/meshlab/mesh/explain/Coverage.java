package dev.meshlab.mesh.explain;

import dev.meshlab.mesh.dataplane.Plane;
import dev.meshlab.mesh.input.Manifests;
import dev.meshlab.mesh.model.ClientWorkload;
import dev.meshlab.mesh.model.Locality;
import dev.meshlab.mesh.schema.Leaf;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Tries every field of every kind that samples.yaml has, and keeps what explain says of it. */
final class Coverage {

  private static final Path FOLDER = Path.of("src/test/resources/coverage");
  static final ClientWorkload CLIENT =
      new ClientWorkload("default", Map.of("app", "client"), Locality.parse("region1/zone1"));

  /**
   * The verdicts on one field.
   *
   * @param path below the spec
   * @param with manifests that have the field
   * @param without the same manifests without it
   */
  record Row(String path, Map<Plane, FieldVerdict> verdicts, String with, String without) {}

  /**
   * A kind and its fields.
   *
   * @param unexpected samples that are refused and should not be, or the other way round
   */
  record Kind(String name, List<Row> rows, List<String> unexpected) {}

  private final Dump dump = new Dump(DumpSettings.builder().build());
  private final List<Object> world = load("world.yaml");

  List<Kind> kinds() {
    return Sample.mapping(load("samples.yaml").get(0)).entrySet().stream()
        .map(entry -> kind(entry.getKey(), Sample.mapping(entry.getValue())))
        .toList();
  }

  private Kind kind(String name, Map<String, Object> about) {
    List<?> refused = (List<?>) about.getOrDefault("refused", List.of());
    List<Row> rows = new ArrayList<>();
    List<String> unexpected = new ArrayList<>();
    List<Leaf> leaves =
        Leaf.of(String.valueOf(about.get("apiVersion")), name).stream()
            .flatMap(leaf -> Sample.each(leaf, about).stream())
            .toList();
    for (Leaf leaf : leaves) {
      String manifests = manifests(name, about, Sample.spec(leaf, about));
      Explanation explanation = Explanation.of(Manifests.parse("sample.yaml", manifests), CLIENT);
      if (explanation.problems().isEmpty() == refused.contains(leaf.path())) {
        unexpected.add(name + " " + leaf.path() + ": " + explanation.problems());
      }
      String object = name + " " + namespace(about) + "/" + nameOf(name);
      rows.add(
          new Row(
              label(leaf, about),
              verdicts(object, Sample.path(leaf, about), explanation),
              manifests,
              manifests(name, about, Sample.without(leaf, about))));
    }
    return new Kind(name, rows, unexpected);
  }

  /** The sample in the place of the object of the world that has its kind and name. */
  private String manifests(String kind, Map<String, Object> about, Map<String, Object> spec) {
    List<?> without = (List<?>) about.getOrDefault("without", List.of());
    List<Object> objects =
        world.stream()
            .filter(object -> !described(object).equals(kind + " " + nameOf(kind)))
            .filter(object -> !without.contains(Sample.mapping(object).get("kind")))
            .collect(Collectors.toCollection(ArrayList::new));
    objects.add(
        Map.of(
            "apiVersion",
            String.valueOf(about.get("apiVersion")),
            "kind",
            kind,
            "metadata",
            Map.of("name", nameOf(kind), "namespace", namespace(about)),
            "spec",
            spec));
    return objects.stream().map(dump::dumpToString).collect(Collectors.joining("---\n"));
  }

  private static String nameOf(String kind) {
    return kind.equals("Service") ? "server" : "sample";
  }

  private static String described(Object object) {
    Map<String, Object> fields = Sample.mapping(object);
    Object metadata = fields.getOrDefault("metadata", Map.of());
    return fields.get("kind") + " " + Sample.mapping(metadata).get("name");
  }

  private static Map<Plane, FieldVerdict> verdicts(
      String object, String path, Explanation explanation) {
    Map<Plane, FieldVerdict> verdicts = new EnumMap<>(Plane.class);
    explanation.fields().stream()
        .filter(field -> field.object().equals(object))
        .filter(field -> field.path().matches("\\Q" + path + "\\E([.\\[].*)?"))
        .forEach(field -> verdicts.putIfAbsent(field.plane(), field));
    return verdicts;
  }

  private static String label(Leaf leaf, Map<String, Object> about) {
    boolean one = Sample.each(leaf, about).size() == 1;
    return leaf.path() + (one ? "" : ": " + leaf.sample());
  }

  private static String namespace(Map<String, Object> about) {
    return String.valueOf(about.getOrDefault("namespace", "default"));
  }

  private static List<Object> load(String file) {
    try {
      List<Object> documents = new ArrayList<>();
      new Load(LoadSettings.builder().build())
          .loadAllFromString(Files.readString(FOLDER.resolve(file)))
          .forEach(documents::add);
      return documents;
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
