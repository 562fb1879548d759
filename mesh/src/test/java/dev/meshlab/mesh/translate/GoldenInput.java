package dev.meshlab.mesh.translate;

import dev.meshlab.mesh.input.Manifests;
import dev.meshlab.mesh.manifest.ManifestSet;
import dev.meshlab.mesh.model.ClientWorkload;
import dev.meshlab.mesh.model.Locality;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The manifests of one golden folder, and who looks at them, as the first comments of {@code
 * input.yaml} say: {@code # golden/client: NAMESPACE LABELS REGION/ZONE} and the like.
 *
 * @param folder where istiod's answers are
 */
record GoldenInput(Path folder, ManifestSet manifests, Map<String, String> directives) {

  private static final Pattern DIRECTIVE =
      Pattern.compile("^# golden/([a-z-]+): *(.*)$", Pattern.MULTILINE);

  private static final ClientWorkload CLIENT =
      new ClientWorkload("default", Map.of("app", "grpc-client"), Locality.parse("region1/zone1"));

  static GoldenInput read(Path folder) throws IOException {
    Path input = folder.resolve("input.yaml");
    String text = Files.readString(input);
    Map<String, String> directives =
        DIRECTIVE
            .matcher(text)
            .results()
            .collect(Collectors.toMap(found -> found.group(1), found -> found.group(2).strip()));
    String operator =
        Optional.ofNullable(directives.get("env")).map(GoldenInput::operator).orElse("");
    return new GoldenInput(folder, Manifests.parse(input.toString(), text + operator), directives);
  }

  /** A variable of istiod's environment, {@code NAME=VALUE}, as an installation writes it. */
  private static String operator(String variable) {
    return """
        ---
        apiVersion: install.istio.io/v1alpha1
        kind: IstioOperator
        spec: {values: {pilot: {env: {%s}}}}
        """
        .formatted(variable.replace("=", ": "));
  }

  /** The caller: the pod {@code grpc-client-0} unless a directive names another workload. */
  ClientWorkload client() {
    return directive("client")
        .map(GoldenInput::workload)
        .orElse(CLIENT)
        .on(directive("client-node").orElse(""));
  }

  private static ClientWorkload workload(String directive) {
    List<String> words = List.of(directive.split(" +"));
    Map<String, String> labels =
        Pattern.compile("([^,=]+)=([^,]+)")
            .matcher(words.get(1))
            .results()
            .collect(Collectors.toMap(found -> found.group(1), found -> found.group(2)));
    return new ClientWorkload(words.get(0), labels, Locality.parse(words.get(2)));
  }

  /** The hosts and ports that the proxyless client dials; empty where the input does not say. */
  Optional<Set<String>> dialled() {
    return directive("proxyless")
        .map(
            targets ->
                Arrays.stream(targets.split(" +"))
                    .filter(target -> !target.equals("-"))
                    .collect(Collectors.toSet()));
  }

  /** The pod whose own sidecar is looked at, as {@code namespace/name}. */
  Optional<String> server() {
    return directive("server");
  }

  /** True if nothing is trimmed from istiod's answers. */
  boolean isFull() {
    return directives.containsKey("full");
  }

  /** istiod's answer; an empty list where it sent nothing. */
  String answer(String file) throws IOException {
    Path golden = folder.resolve(file + ".json");
    return Files.exists(golden) ? Files.readString(golden) : "[]";
  }

  private Optional<String> directive(String name) {
    return Optional.ofNullable(directives.get(name));
  }

  @Override
  public String toString() {
    return folder.getFileName().toString();
  }
}
