package dev.meshlab.lab.run;

import static dev.meshlab.mesh.diagnostic.DiagnosticId.DESTINATION_PORT;
import static dev.meshlab.mesh.diagnostic.DiagnosticId.EMPTY_SUBSET;
import static dev.meshlab.mesh.diagnostic.DiagnosticId.GATEWAY_GUESSES_HTTP1;
import static dev.meshlab.mesh.diagnostic.DiagnosticId.GRPC_OPERATION;
import static dev.meshlab.mesh.diagnostic.DiagnosticId.GRPC_PATH;
import static dev.meshlab.mesh.diagnostic.DiagnosticId.GRPC_TO_HTTP_PORT;
import static dev.meshlab.mesh.diagnostic.DiagnosticId.HTTP_BEFORE_GRPC;
import static dev.meshlab.mesh.diagnostic.DiagnosticId.MUTUAL_TLS_CONFLICT;
import static dev.meshlab.mesh.diagnostic.DiagnosticId.SERVICE_WITHOUT_PODS;
import static dev.meshlab.mesh.diagnostic.DiagnosticId.SHARED_TARGET_PORT;
import static dev.meshlab.mesh.diagnostic.DiagnosticId.UNKNOWN_HOST;
import static dev.meshlab.mesh.diagnostic.DiagnosticId.UNKNOWN_PORT;
import static dev.meshlab.mesh.diagnostic.DiagnosticId.UNKNOWN_SUBSET;
import static org.assertj.core.api.Assertions.assertThat;

import dev.meshlab.client.load.Load;
import dev.meshlab.lab.failure.LabFailure;
import dev.meshlab.lab.report.PlaneReport;
import dev.meshlab.mesh.diagnostic.Diagnostic;
import dev.meshlab.mesh.diagnostic.DiagnosticId;
import dev.meshlab.mesh.explain.Explanation;
import dev.meshlab.mesh.input.Manifests;
import dev.meshlab.mesh.manifest.ManifestSet;
import dev.meshlab.mesh.model.Mesh;
import dev.meshlab.mesh.progress.HowFar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Advice and prediction, held against each other: where one of them says that calls of this caller
 * fail, so does the other. Over the samples, the cases and the inputs of istiod's goldens.
 */
class AdviceOfFailuresTest {

  /** The advice that calls fail, at any load. */
  private static final Set<DiagnosticId> FAILURES =
      EnumSet.of(
          DESTINATION_PORT,
          EMPTY_SUBSET,
          GATEWAY_GUESSES_HTTP1,
          GRPC_OPERATION,
          GRPC_PATH,
          GRPC_TO_HTTP_PORT,
          HTTP_BEFORE_GRPC,
          MUTUAL_TLS_CONFLICT,
          SERVICE_WITHOUT_PODS,
          SHARED_TARGET_PORT,
          UNKNOWN_HOST,
          UNKNOWN_PORT,
          UNKNOWN_SUBSET);

  /** Inputs whose failing calls no advice is about, and why. */
  private static final Set<String> UNADVISED =
      Set.of(
          // All of the mesh has mutual TLS off; that a gateway's TLS settings are for pods too is
          // a matter of the mesh config's default.
          "meshconfig-tls-defaults",
          // A note of the run says it: VirtualServices do not chain.
          "15-vs-chain-placeholder");

  /** Inputs whose advice is about calls that this caller does not make, and why. */
  private static final Set<String> UNMEASURED =
      Set.of(
          // Of a namespace that istiod does not look into.
          "meshconfig-discovery-selectors",
          // Of the second of two ports, which is not gRPC's.
          "misc-delegate-merge");

  static Stream<Path> inputs() throws IOException {
    Path golden = Path.of("../mesh/src/test/resources/golden");
    return Stream.of(
            entries(Path.of("../samples")),
            entries(Path.of("src/test/resources/cases")),
            entries(golden).map(folder -> folder.resolve("input.yaml")).filter(Files::exists))
        .flatMap(inputs -> inputs)
        .sorted();
  }

  private static Stream<Path> entries(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("inputs")
  void andPredictionAgree(Path input) {
    ManifestSet manifests = Manifests.read(List.of(input));
    if (manifests.problems().stream().anyMatch(Diagnostic::isError)) {
      return;
    }
    List<DiagnosticId> advised = advised(manifests);
    List<PlaneReport> predicted = predicted(manifests);
    List<String> failing =
        predicted.stream()
            .filter(plane -> plane.measurement().failing() != null)
            .map(PlaneReport::target)
            .toList();

    if (advised.isEmpty() && !UNADVISED.contains(name(input))) {
      assertThat(failing).as("%s: calls that fail, which explain does not say", input).isEmpty();
    }
    if (failing.isEmpty() && !predicted.isEmpty() && !UNMEASURED.contains(name(input))) {
      assertThat(advised).as("%s: advice that calls fail, and none does", input).isEmpty();
    }
  }

  private static List<DiagnosticId> advised(ManifestSet manifests) {
    return Explanation.of(manifests, Clients.of(Mesh.of(manifests))).advice().stream()
        .filter(advice -> !isOfPolicy(advice))
        .map(Diagnostic::id)
        .filter(FAILURES::contains)
        .toList();
  }

  /** True if a policy is for a host that does not exist, to which nothing is sent. */
  private static boolean isOfPolicy(Diagnostic advice) {
    return advice.id() == UNKNOWN_HOST && advice.path().equals("spec.host");
  }

  /**
   * The predictions in the mesh and at its gateways, since a plain Service and a gRPC client have
   * no sidecar; none where nothing can be called.
   */
  private static List<PlaneReport> predicted(ManifestSet manifests) {
    Load load = Load.builder().calls(10).build();
    RunSettings settings = new Settings().standIn().build();
    try {
      return new Forecast(manifests, load, settings, HowFar.UNSEEN)
          .predict().planes().stream()
              .filter(plane -> Set.of("envoy", "gateway").contains(plane.plane()))
              .filter(plane -> plane.measurement().prediction() != null)
              .toList();
    } catch (LabFailure nothingIsCalled) {
      return List.of();
    }
  }

  private static String name(Path input) {
    String file = input.getFileName().toString();
    return file.equals("input.yaml")
        ? input.getParent().getFileName().toString()
        : file.replace(".yaml", "");
  }
}
