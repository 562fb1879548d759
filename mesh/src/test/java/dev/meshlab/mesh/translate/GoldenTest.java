package dev.meshlab.mesh.translate;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.MessageOrBuilder;
import dev.meshlab.mesh.comparison.Comparison;
import dev.meshlab.mesh.comparison.Difference;
import dev.meshlab.mesh.loopback.AutoMutualTls;
import dev.meshlab.mesh.model.Mesh;
import dev.meshlab.mesh.model.Pod;
import dev.meshlab.mesh.translate.xds.CanonicalJson;
import dev.meshlab.mesh.translate.xds.Resources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The answers of istiod 1.31 itself for the manifests in {@code src/test/resources/golden}, against
 * what this module makes of them. A file that is absent there means that istiod sent nothing.
 */
class GoldenTest {

  private static final Path GOLDEN = Path.of("src/test/resources/golden");

  /** An input of the first set whose answer still has what was trimmed from the others. */
  private static final String UNTRIMMED = "port-name-grpc";

  private static final Map<String, Function<Resources, List<? extends MessageOrBuilder>>> TYPES =
      Map.of(
          "clusters", Resources::clusters,
          "endpoints", Resources::endpoints,
          "routes", Resources::routes,
          "listeners", Resources::listeners);

  static Stream<Arguments> inputsAndTypes() throws IOException {
    try (Stream<Path> inputs = Files.list(GOLDEN)) {
      List<String> names = inputs.map(input -> input.getFileName().toString()).sorted().toList();
      return names.stream().flatMap(n -> TYPES.keySet().stream().map(t -> Arguments.of(n, t)));
    }
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("inputsAndTypes")
  void sidecarGetsWhatIstiodSends(String name, String type) throws IOException {
    GoldenInput input = input(name);
    Mesh mesh = mesh(input);
    Resources ours =
        input.isFull() || name.equals(UNTRIMMED)
            ? SidecarView.translateWithPassthrough(mesh, input.client())
            : SidecarView.translate(mesh, input.client());
    String file = type.equals("listeners") ? "none-listeners" : type;

    assertThat(differences(input, file, type, secured(input, ours))).isEmpty();
  }

  /** Most of istiod's answers are those with enableAutoMtls off. */
  private static Resources secured(GoldenInput input, Resources ours) throws IOException {
    return input.answer("clusters").contains("transport_socket_matches")
        ? AutoMutualTls.adapt(ours, mesh(input), input.client()).resources()
        : ours;
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("inputsAndTypes")
  void proxylessClientGetsWhatIstiodSends(String name, String type) throws IOException {
    GoldenInput input = input(name);
    Mesh mesh = mesh(input);
    Predicate<String> dials =
        input
            .dialled()
            .<Predicate<String>>map(targets -> targets::contains)
            .orElseGet(() -> ProxylessView.likelyTargets(mesh, input.client()));
    Resources ours = ProxylessView.translate(mesh, input.client(), dials);

    assertThat(differences(input, "proxyless-" + type, type, ours)).isEmpty();
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("inputsAndTypes")
  void gatewayGetsWhatIstiodSends(String name, String type) throws IOException {
    GoldenInput input = input(name);
    Mesh mesh = mesh(input);
    Resources ours =
        mesh.gatewayWorkload(input.client())
            .map(workload -> GatewayView.translate(mesh, workload))
            .orElse(Resources.NONE);

    assertThat(differences(input, "gateway-" + type, type, ours)).isEmpty();
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("serversAndTypes")
  void serverSidecarGetsWhatIstiodSends(String name, String type) throws IOException {
    GoldenInput input = input(name);
    Mesh mesh = mesh(input);
    Pod pod =
        mesh.pods().stream()
            .filter(p -> input.server().equals(Optional.of(p.namespace() + "/" + p.name())))
            .findFirst()
            .orElseThrow();
    Resources ours = ServerView.translate(mesh, pod);

    assertThat(differences(input, "server-" + type, type, ours)).isEmpty();
  }

  static Stream<Arguments> serversAndTypes() throws IOException {
    List<String> servers = new ArrayList<>();
    try (Stream<Path> inputs = Files.list(GOLDEN)) {
      for (Path input : inputs.sorted().toList()) {
        if (GoldenInput.read(input).server().isPresent()) {
          servers.add(input.getFileName().toString());
        }
      }
    }
    return servers.stream()
        .flatMap(n -> Stream.of("clusters", "listeners").map(t -> Arguments.of(n, t)));
  }

  @Test
  void untrimmedAnswerHasMoreThanTheTrimmedOne() throws IOException {
    GoldenInput input = input(UNTRIMMED);
    Resources trimmed = SidecarView.translate(mesh(input), input.client());

    assertThat(differences(input, "clusters", "clusters", trimmed))
        .hasSize(3)
        .allMatch(difference -> difference.ours().isEmpty());
    assertThat(differences(input, "routes", "routes", trimmed)).hasSize(1);
  }

  private static GoldenInput input(String name) throws IOException {
    return GoldenInput.read(GOLDEN.resolve(name));
  }

  private static Mesh mesh(GoldenInput input) {
    assertThat(input.manifests().problems()).isEmpty();
    return Mesh.of(input.manifests());
  }

  private static List<Difference> differences(
      GoldenInput input, String file, String type, Resources resources) throws IOException {
    return Comparison.of(input.answer(file), CanonicalJson.array(TYPES.get(type).apply(resources)))
        .differences();
  }
}
