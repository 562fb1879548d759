package dev.meshlab.mesh.translate.authorization;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.MessageOrBuilder;
import dev.meshlab.mesh.Meshes;
import dev.meshlab.mesh.comparison.Comparison;
import dev.meshlab.mesh.comparison.Difference;
import dev.meshlab.mesh.input.Manifests;
import dev.meshlab.mesh.manifest.ManifestSet;
import dev.meshlab.mesh.manifest.Reads;
import dev.meshlab.mesh.model.Mesh;
import dev.meshlab.mesh.model.Viewer;
import dev.meshlab.mesh.model.config.MeshConfig;
import dev.meshlab.mesh.model.security.AuthorizationPolicy;
import dev.meshlab.mesh.translate.xds.CanonicalJson;
import io.envoyproxy.envoy.config.listener.v3.Filter;
import io.envoyproxy.envoy.config.listener.v3.FilterChain;
import io.envoyproxy.envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager;
import io.envoyproxy.envoy.extensions.filters.network.rbac.v3.RBAC;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The RBAC filters of istiod 1.31 itself for the manifests in {@code
 * src/test/resources/authorization}, against those of this module. The first comments of an input
 * say whose filters they are, and the trust domains of its mesh.
 */
class RbacFiltersTest {

  private static final Path INPUTS = Path.of("src/test/resources/authorization");
  private static final Pattern DIRECTIVE =
      Pattern.compile("^# (pod|gateway|trust domains): *(.*)$", Pattern.MULTILINE);

  static Stream<Path> inputs() throws IOException {
    try (Stream<Path> inputs = Files.list(INPUTS)) {
      return inputs.sorted().toList().stream();
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("inputs")
  void httpChainsHaveTheFiltersOfIstiod(Path input) throws IOException {
    HttpConnectionManager ours =
        HttpConnectionManager.newBuilder().addAllHttpFilters(filters(input).http()).build();

    assertThat(differences(input, "http", "http_filters", ours)).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("inputs")
  void chainsOfBytesHaveTheFiltersOfIstiod(Path input) throws IOException {
    FilterChain ours = FilterChain.newBuilder().addAllFilters(filters(input).network()).build();

    assertThat(differences(input, "network", "filters", ours)).isEmpty();
  }

  @Test
  void workloadWithoutPoliciesHasNoFilter() {
    assertThat(RbacFilters.of(List.of(), TrustDomains.of(MeshConfig.DEFAULT)))
        .isEqualTo(new RbacFilters(List.of(), List.of()));
  }

  @Test
  void statisticsOfChainsOfBytesHaveAPrefix() throws IOException {
    Filter filter = filters(INPUTS.resolve("empty")).network().get(0);

    assertThat(filter.getTypedConfig().unpack(RBAC.class).getStatPrefix()).isEqualTo("tcp.");
  }

  @Test
  void decisionsOfProvidersAreMarkedAsNotTheirs() {
    Reads reads = new Reads();
    ManifestSet manifests =
        Meshes.manifests(
            "{apiVersion: security.istio.io/v1, kind: AuthorizationPolicy, metadata: {name: x},"
                + " spec: {action: CUSTOM, provider: {name: a}, rules: [{}]}}");
    Mesh mesh = Mesh.of(manifests, reads, Viewer.CALLER);
    RbacFilters.of(
        mesh.authorizationPolicies("default", Map.of()), TrustDomains.of(MeshConfig.DEFAULT));

    assertThat(reads.written(manifests.documents().get(0)))
        .filteredOn(field -> field.how() != null)
        .extracting(Reads.Written::path)
        .containsExactly("spec.provider.name");
  }

  private static RbacFilters filters(Path input) throws IOException {
    Map<String, String> directives =
        DIRECTIVE
            .matcher(Files.readString(input.resolve("input.yaml")))
            .results()
            .collect(Collectors.toMap(found -> found.group(1), found -> found.group(2).strip()));
    TrustDomains domains =
        Optional.ofNullable(directives.get("trust domains"))
            .map(names -> List.of(names.split(" +", -1)))
            .map(names -> TrustDomains.of(names.get(0), names.subList(1, names.size())))
            .orElse(TrustDomains.of(MeshConfig.DEFAULT));
    ManifestSet manifests = Manifests.read(List.of(input.resolve("input.yaml")));
    assertThat(manifests.problems()).noneMatch(problem -> problem.isError());
    return RbacFilters.of(policies(Mesh.of(manifests), directives), domains);
  }

  private static List<AuthorizationPolicy> policies(Mesh mesh, Map<String, String> directives) {
    if (directives.containsKey("gateway")) {
      String[] words = directives.get("gateway").split(" +", -1);
      Map<String, String> labels =
          Arrays.stream(words[1].split(",", -1))
              .map(label -> label.split("=", 2))
              .collect(Collectors.toMap(label -> label[0], label -> label[1]));
      return mesh.authorizationPolicies(words[0], labels);
    }
    return mesh.pods().stream()
        .filter(pod -> (pod.namespace() + "/" + pod.name()).equals(directives.get("pod")))
        .findFirst()
        .map(mesh::authorizationPolicies)
        .orElseThrow();
  }

  private static List<Difference> differences(
      Path input, String file, String field, MessageOrBuilder ours) throws IOException {
    String golden = Files.readString(input.resolve(file + ".json"));
    return Comparison.of(
            "[{\"%s\": %s}]".formatted(field, golden), CanonicalJson.array(List.of(ours)))
        .differences();
  }
}
