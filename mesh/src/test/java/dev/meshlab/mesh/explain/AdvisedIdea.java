package dev.meshlab.mesh.explain;

import dev.meshlab.mesh.Meshes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;

/** A row of ideas.yaml: what an advice is about, where, and what it is not about. */
record AdvisedIdea(String kind, Map<String, Object> row) {

  private static final Map<String, String> API_VERSIONS =
      Map.of(
          "Service", "v1",
          "Namespace", "v1",
          "Deployment", "apps/v1",
          "EnvoyFilter", "networking.istio.io/v1alpha3",
          "GRPCRoute", "gateway.networking.k8s.io/v1",
          "NetworkPolicy", "networking.k8s.io/v1",
          "IstioOperator", "install.istio.io/v1alpha1",
          "PeerAuthentication", "security.istio.io/v1",
          "AuthorizationPolicy", "security.istio.io/v1");

  /** One line for each document, so that what stands in a document stands in its line. */
  private static final Dump ONE_LINE =
      new Dump(
          DumpSettings.builder()
              .setDefaultFlowStyle(FlowStyle.FLOW)
              .setWidth(Integer.MAX_VALUE)
              .setDereferenceAliases(true)
              .build());

  private static final Dump READABLE =
      new Dump(
          DumpSettings.builder()
              .setDefaultFlowStyle(FlowStyle.BLOCK)
              .setDereferenceAliases(true)
              .build());

  /** Many ideas stand beside the same objects. */
  private static final LoadSettings MANY_ALIASES =
      LoadSettings.builder().setMaxAliasesForCollections(1_000).build();

  static Stream<AdvisedIdea> all() {
    try {
      String text = Files.readString(Path.of("src/test/resources/advice/ideas.yaml"));
      return Sample.mapping(new Load(MANY_ALIASES).loadFromString(text)).entrySet().stream()
          .flatMap(
              kind ->
                  ((List<?>) kind.getValue())
                      .stream().map(row -> new AdvisedIdea(kind.getKey(), Sample.mapping(row))));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  String id() {
    return String.valueOf(row.get("id"));
  }

  String path() {
    return String.valueOf(row.get("path"));
  }

  /** The server, then the object with the mistake, then what stands beside it. */
  List<String> mistaken() {
    return documents("mistaken", "metadata", "beside");
  }

  /** The same without the mistake; empty where there is no right way. */
  List<String> sound() {
    return row.containsKey("sound")
        ? documents("sound", "soundMetadata", row.containsKey("instead") ? "instead" : "beside")
        : List.of();
  }

  /** The object with the mistake, for a reader. */
  String example() {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("kind", kind);
    if (row.containsKey("metadata")) {
      object.put("metadata", row.get("metadata"));
    }
    object.put("spec", row.get("mistaken"));
    return READABLE.dumpToString(object);
  }

  private List<String> documents(String spec, String metadata, String beside) {
    Map<String, Object> named = new LinkedHashMap<>(Map.of("name", "subject"));
    named.putAll(Sample.mapping(row.getOrDefault(metadata, Map.of())));
    Map<String, Object> subject = new LinkedHashMap<>();
    subject.put("apiVersion", API_VERSIONS.getOrDefault(kind, "networking.istio.io/v1"));
    subject.put("kind", kind);
    subject.put("metadata", named);
    subject.put("spec", row.get(spec));
    List<String> documents = new ArrayList<>();
    documents.add(Meshes.SERVER);
    documents.add(line(subject));
    ((List<?>) row.getOrDefault(beside, List.of())).forEach(other -> documents.add(line(other)));
    return documents;
  }

  static String line(Object document) {
    return ONE_LINE.dumpToString(document).strip();
  }

  @Override
  public String toString() {
    return id() + " " + row.get("mistaken");
  }
}
