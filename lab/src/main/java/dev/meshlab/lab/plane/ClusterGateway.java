package dev.meshlab.lab.plane;

import dev.meshlab.lab.cast.Target;
import dev.meshlab.lab.certificate.Authority;
import dev.meshlab.lab.certificate.Pem;
import dev.meshlab.lab.certificate.Subject;
import dev.meshlab.lab.cluster.ClusterObject;
import dev.meshlab.lab.cluster.PodsWanted;
import dev.meshlab.mesh.input.Manifests;
import dev.meshlab.mesh.model.ServerTls;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A gateway of a run's own: one of Istio's in the namespace of the run, so that the cluster's own
 * gateways need no certificate of the lab's.
 *
 * @param doors that it opens, of one workload
 * @param namespace in which it runs
 */
public record ClusterGateway(List<GatewayTarget> doors, String namespace) {

  private static final String NAME = "meshlab-gateway";

  /** The name of the ConfigMap with the authority that clients are to trust. */
  public static final String AUTHORITY = NAME + "-ca";

  /** Above the ports that need a privilege. */
  private static final int FIRST_PORT = 8000;

  /** Istiod gives Secrets only to gateways whose account may read them itself. */
  private static final String OBJECTS =
      """
      apiVersion: v1
      kind: ServiceAccount
      metadata: {name: %1$s, namespace: %2$s}
      ---
      apiVersion: rbac.authorization.k8s.io/v1
      kind: Role
      metadata: {name: %1$s, namespace: %2$s}
      rules: [{apiGroups: [""], resources: [secrets], verbs: [get, watch, list]}]
      ---
      apiVersion: rbac.authorization.k8s.io/v1
      kind: RoleBinding
      metadata: {name: %1$s, namespace: %2$s}
      roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: %1$s}
      subjects: [{kind: ServiceAccount, name: %1$s}]
      ---
      apiVersion: v1
      kind: ConfigMap
      metadata: {name: %1$s-ca, namespace: %2$s}
      data: {ca.crt: "%3$s"}
      ---
      apiVersion: v1
      kind: Service
      metadata: {name: %1$s, namespace: %2$s}
      spec:
        selector: {%4$s}
        ports: [%5$s]
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: %1$s, namespace: %2$s}
      spec:
        selector: {matchLabels: {%4$s}}
        template:
          metadata:
            annotations:
              inject.istio.io/templates: gateway
              proxy.istio.io/config: '{"concurrency": 1}'
            labels: {%4$s, sidecar.istio.io/inject: "true"}
          spec:
            serviceAccountName: %1$s
            containers: [{name: istio-proxy, image: auto, imagePullPolicy: IfNotPresent}]
      """;

  private static final String SECRET =
      """
      ---
      apiVersion: v1
      kind: Secret
      metadata: {name: %s, namespace: %s}
      type: kubernetes.io/tls
      stringData: {tls.crt: "%s", tls.key: "%s"}
      """;

  public ClusterGateway {
    doors = List.copyOf(doors);
  }

  /** The gateway, and all that it needs. */
  List<ClusterObject> objects() {
    Authority authority = new Authority();
    StringBuilder yaml =
        new StringBuilder(
            OBJECTS.formatted(NAME, namespace, line(authority.certificate()), labels(), ports()));
    Pem certificate = authority.issue(Subject.ofHosts(hosts()));
    doors.stream()
        .flatMap(door -> door.tls().stream())
        .map(ServerTls::credentials)
        .flatMap(List::stream)
        .distinct()
        .forEach(
            name ->
                yaml.append(
                    SECRET.formatted(
                        name, namespace, line(certificate.chain()), line(certificate.key()))));
    return Manifests.parse("the lab's gateway", yaml.toString()).documents().stream()
        .map(ClusterManifests::object)
        .toList();
  }

  private static String line(String pem) {
    return pem.replace("\r", "").replace("\n", "\\n");
  }

  /** By the names that clients may give, too: a Gateway of a wildcard has hosts without a route. */
  private List<String> hosts() {
    return doors.stream()
        .flatMap(door -> Stream.of(door.target().host(), door.target().serverName()))
        .distinct()
        .toList();
  }

  private String labels() {
    return new TreeMap<>(selector())
        .entrySet().stream()
            .map(label -> "%s: \"%s\"".formatted(label.getKey(), label.getValue()))
            .collect(Collectors.joining(", "));
  }

  private Map<String, String> selector() {
    return doors.get(0).workload().labels();
  }

  private String ports() {
    return doors.stream()
        .map(door -> door.target().port())
        .distinct()
        .map(
            port ->
                "{name: p%d, port: %d, targetPort: %d}"
                    .formatted(port, port, port < 1024 ? FIRST_PORT + port : port))
        .collect(Collectors.joining(", "));
  }

  /** Its pods. */
  PodsWanted pods() {
    return new PodsWanted("Deployment " + NAME, namespace, selector(), 1);
  }

  /** The address at which a pod outside the mesh calls it. */
  String address(Target target) {
    return "%s.%s.svc.cluster.local:%d".formatted(NAME, namespace, target.port());
  }

  /** The arguments of a client for a target behind it. */
  List<String> arguments(Target target) {
    boolean tls = doors.stream().anyMatch(door -> door.leadsTo(target) && door.tls().isPresent());
    return tls ? List.of("--tls", "--cacert=/authority/ca.crt") : List.of();
  }
}
