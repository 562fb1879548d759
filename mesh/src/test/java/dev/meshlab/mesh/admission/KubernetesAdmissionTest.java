package dev.meshlab.mesh.admission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshlab.mesh.diagnostic.Diagnostic;
import dev.meshlab.mesh.input.Manifests;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The refusals of the API server itself for Kubernetes's own kinds, with its messages; each row as
 * Kubernetes 1.34 was seen to answer it.
 */
class KubernetesAdmissionTest {

  private static final String SERVICE = "{apiVersion: v1, kind: Service, metadata: {name: s}, %s}";

  private static final String DEPLOYMENT =
      """
      {apiVersion: apps/v1, kind: Deployment, metadata: {name: d}, spec: {
        selector: {matchLabels: {app: a}},
        template: {metadata: {labels: {app: a}}, spec: {containers: [{name: c, image: c, %s}]}}}}
      """;

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "spec: {}, spec.ports: Required value",
        "\"spec: {ports: [{port: 1}, {port: 2}]}\", spec.ports[0].name: Required value",
        "\"spec: {ports: [{name: a, port: 1}, {name: a, port: 2}]}\","
            + " spec.ports[1].name: Duplicate value",
        "\"spec: {ports: [{name: a, port: 1}, {name: b, port: 1}]}\","
            + " spec.ports[1].port: Duplicate value",
        "\"spec: {ports: [{name: a}]}\", spec.ports[0].port: Required value",
        "\"spec: {ports: [{name: a.b, port: 1}]}\", spec.ports[0].name: must not contain dots",
        "\"spec: {ports: [{name: A, port: 1}]}\","
            + " spec.ports[0].name: a lowercase RFC 1123 label must consist",
        "\"spec: {ports: [{port: 1, targetPort: 70000}]}\","
            + " \"spec.ports[0].targetPort: must be between 1 and 65535, inclusive\"",
        "\"spec: {ports: [{port: 1, targetPort: a-name-of-more-than-15}]}\","
            + " spec.ports[0].targetPort: must be no more than 15 characters",
        "\"spec: {ports: [{port: 1, protocol: HTTP}]}\","
            + " spec.ports[0].protocol: is not a known value",
        "\"spec: {ports: [{port: 1}], type: Public}\", spec.type: is not a known value",
        "\"spec: {ports: [{port: 1}], clusterIP: here}\", spec.clusterIP: must be a valid IP",
        "\"spec: {ports: [{port: 1}], selector: {app: a b}}\", spec.selector.app: a valid label",
        "spec: {type: ExternalName}, spec.externalName: Required value",
      })
  void refusesAService(String spec, String problem) {
    assertRefused(SERVICE.formatted(spec), problem);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "image: '', spec.template.spec.containers[0].image: Required value",
        "\"ports: [{name: a}]\","
            + " spec.template.spec.containers[0].ports[0].containerPort: Required value",
        "\"ports: [{name: a, containerPort: 1}, {name: a, containerPort: 2}]\","
            + " spec.template.spec.containers[0].ports[1].name: Duplicate value",
        "\"volumeMounts: [{name: v, mountPath: /v}]\","
            + " spec.template.spec.containers[0].volumeMounts[0].name: Not found",
        "readinessProbe: {periodSeconds: 1},"
            + " spec.template.spec.containers[0].readinessProbe: must specify a handler type",
        "readinessProbe: {grpc: {}},"
            + " spec.template.spec.containers[0].readinessProbe.grpc.port: Required value",
        "\"resources: {requests: {cpu: 2}, limits: {cpu: 1500m}}\","
            + " spec.template.spec.containers[0].resources.requests.cpu: must be less than or equal"
            + " to cpu limit of 1500m",
        "resources: {requests: {memory: lots}},"
            + " spec.template.spec.containers[0].resources.requests.memory: quantities must match",
      })
  void refusesAContainer(String field, String problem) {
    assertRefused(DEPLOYMENT.replace("image: c, %s", field), problem);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "template: {metadata: {labels: {app: a}}}, spec.selector: Required value",
        "\"selector: {}, template: {metadata: {labels: {app: a}}}\","
            + " spec.selector: empty selector is invalid for statefulset",
        "\"selector: {matchLabels: {app: b}}, template: {metadata: {labels: {app: a}}}\","
            + " spec.selector.matchLabels: `selector` does not match template `labels`",
        "\"selector: {matchLabels: {app: a}}, template: {metadata: {labels: {app: a}}}\","
            + " spec.template.spec.containers: Required value",
      })
  void refusesAWorkload(String spec, String problem) {
    assertRefused(
        "{apiVersion: apps/v1, kind: StatefulSet, metadata: {name: s}, spec: {" + spec + "}}",
        problem);
  }

  private static void assertRefused(String object, String problem) {
    assertThat(Manifests.parse("f.yaml", object).problems())
        .filteredOn(Diagnostic::isError)
        .extracting(found -> found.path() + ": " + found.message())
        .anySatisfy(found -> assertThat(found).startsWith(problem));
  }
}
