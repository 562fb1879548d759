package dev.meshlab.lab.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshlab.client.load.Load;
import dev.meshlab.lab.report.RunReport;
import dev.meshlab.mesh.input.Manifests;
import dev.meshlab.mesh.progress.HowFar;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Three workloads that only call, in two namespaces, and one server. */
class OtherCallersTest {

  private static final String MESH =
      """
      apiVersion: v1
      kind: Service
      metadata: {name: shop, namespace: shop}
      spec: {selector: {app: shop}, ports: [{name: grpc, port: 9000}]}
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: shop, namespace: shop}
      spec:
        replicas: 2
        selector: {matchLabels: {app: shop}}
        template: {metadata: {labels: {app: shop}}, spec: {containers: [{name: c, image: c}]}}
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: web, namespace: front}
      spec:
        selector: {matchLabels: {app: web}}
        template: {metadata: {labels: {app: web}}, spec: {containers: [{name: c, image: c}]}}
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: admin, namespace: front}
      spec:
        selector: {matchLabels: {app: admin}}
        template: {metadata: {labels: {app: admin, role: admin}}, spec: {containers: [{name: c, image: c}]}}
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: batch, namespace: shop}
      spec:
        selector: {matchLabels: {app: batch}}
        template: {metadata: {labels: {app: batch}}, spec: {containers: [{name: c, image: c}]}}
      ---
      """;

  /** The other callers of whom something else is predicted, by their names. */
  private static Set<String> others(String rule, RunSettings settings) {
    RunReport report =
        new Forecast(
                Manifests.parse("m.yaml", MESH + rule),
                Load.builder().calls(10).build(),
                settings,
                HowFar.UNSEEN)
            .predict();
    Set<String> names =
        report.planes().stream()
            .map(plane -> plane.request().caller())
            .filter(caller -> !caller.isEmpty())
            .collect(Collectors.toSet());
    assertThat(report.otherCallers()).hasSameSizeAs(names);
    return names;
  }

  /** A further object of its name says nothing of its pods. */
  @ParameterizedTest
  @CsvSource({"excludeOutboundPorts: '9000', true", "any: '9000', false"})
  void areThoseWhoseAnnotationsKeepCallsFromTheirSidecars(String annotation, boolean other) {
    String loader =
        """
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: loader, namespace: front}
        spec:
          selector: {matchLabels: {app: loader}}
          template:
            metadata: {labels: {app: loader}, annotations: {traffic.sidecar.istio.io/%s}}
            spec: {containers: [{name: c, image: c}]}
        ---
        {apiVersion: v1, kind: ServiceAccount, metadata: {name: loader, namespace: front}}
        """
            .formatted(annotation);

    assertThat(others(loader, new Settings().standIn().build()).contains("Deployment front/loader"))
        .isEqualTo(other);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a rule for all | {hosts: [shop], http: [{route: [{destination: {host: shop}}]}]} | ''",
        "labels of a caller | {hosts: [shop], http: [{match: [{sourceLabels: {role: admin}}],"
            + " fault: {abort: {percentage: {value: 100}, httpStatus: 403}},"
            + " route: [{destination: {host: shop}}]}, {route: [{destination: {host: shop}}]}]}"
            + " | Deployment front/admin",
        "a rule that only its namespace sees | {hosts: [shop], exportTo: [.],"
            + " http: [{fault: {abort: {percentage: {value: 100}, httpStatus: 403}},"
            + " route: [{destination: {host: shop}}]}]} | Deployment shop/batch",
        "a Service that would call itself | {hosts: [shop], http: [{match: [{sourceLabels: {app: shop}}],"
            + " fault: {abort: {percentage: {value: 100}, httpStatus: 403}},"
            + " route: [{destination: {host: shop}}]}, {route: [{destination: {host: shop}}]}]}"
            + " | ''",
      })
  void callTooWhereSomethingElseIsPredictedForThem(String why, String spec, String named) {
    String rule =
        """
        apiVersion: networking.istio.io/v1
        kind: VirtualService
        metadata: {name: shop, namespace: shop}
        spec: %s
        """
            .formatted(spec);

    assertThat(others(rule, new Settings().standIn().build()))
        .as(why)
        .isEqualTo(named.isEmpty() ? Set.of() : Set.of(named));
  }

  /**
   * Also where the one who calls is in the mesh: then plain is not its plane, but that of others.
   */
  @ParameterizedTest
  @CsvSource({
    "Deployment,  STRICT,     Deployment outer/old",
    "CronJob,     STRICT,     CronJob outer/old",
    // an agent of its node, which calls no Service of the shop
    "DaemonSet,   STRICT,     ''",
    "Deployment,  PERMISSIVE, ''"
  })
  void callTooFromOutsideTheMeshWhereTheirCallsFail(String kind, String mode, String named) {
    String template =
        "{metadata: {labels: {app: old}}, spec: {restartPolicy: OnFailure, containers: [{name: c, image: c}]}}";
    String workload =
        kind.equals("CronJob")
            ? "{schedule: '* * * * *', jobTemplate: {spec: {template: %s}}}".formatted(template)
            : "{selector: {matchLabels: {app: old}}, template: %s}"
                .formatted(template.replace("restartPolicy: OnFailure, ", ""));
    String rules =
        """
        apiVersion: v1
        kind: Namespace
        metadata: {name: outer}
        ---
        apiVersion: %s
        kind: %s
        metadata: {name: old, namespace: outer}
        spec: %s
        ---
        apiVersion: security.istio.io/v1
        kind: PeerAuthentication
        metadata: {name: shop, namespace: shop}
        spec: {mtls: {mode: %s}}
        """
            .formatted(kind.equals("CronJob") ? "batch/v1" : "apps/v1", kind, workload, mode);

    assertThat(others(rules, new Settings().standIn().build()))
        .isEqualTo(named.isEmpty() ? Set.of() : Set.of(named));
  }

  @Test
  void areNotComparedWithACallerThatIsChosen() {
    RunSettings chosen = new Settings().standIn().build().calledBy("front/web");
    String rule =
        """
        apiVersion: networking.istio.io/v1
        kind: VirtualService
        metadata: {name: shop, namespace: shop}
        spec: {hosts: [shop], exportTo: [.], http: [{directResponse: {status: 403}}]}
        """;

    assertThat(others(rule, chosen)).isEmpty();
  }
}
