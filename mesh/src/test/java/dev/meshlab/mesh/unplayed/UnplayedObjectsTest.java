package dev.meshlab.mesh.unplayed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshlab.mesh.input.Manifests;
import dev.meshlab.mesh.manifest.ManifestSet;
import dev.meshlab.mesh.model.ClientWorkload;
import dev.meshlab.mesh.model.Locality;
import dev.meshlab.mesh.model.Mesh;
import dev.meshlab.mesh.model.Viewer;
import dev.meshlab.mesh.model.VirtualService;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The experiments that each kind touches which a cluster acts on and the lab does not play. */
class UnplayedObjectsTest {

  private static final ClientWorkload CALLER =
      new ClientWorkload("web", Map.of("app", "front"), Locality.UNKNOWN);

  /** A Service of two pods, whose calls a rule leads on to another host. */
  private static final String SHOP =
      """
      {apiVersion: v1, kind: Service, metadata: {name: shop, namespace: shop}, spec: {clusterIP: 10.96.0.1, selector: {app: shop}, ports: [{name: grpc, port: 80}]}}
      ---
      {apiVersion: apps/v1, kind: Deployment, metadata: {name: shop, namespace: shop}, spec: {replicas: 2, selector: {matchLabels: {app: shop}}, template: {metadata: {labels: {app: shop}}, spec: {containers: [{name: c, image: i, ports: [{containerPort: 80}]}]}}}}
      ---
      {apiVersion: networking.istio.io/v1, kind: VirtualService, metadata: {name: shop, namespace: shop}, spec: {hosts: [shop], http: [{route: [{destination: {host: outside.example.com}}]}]}}
      ---
      """;

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          # kind                                              | namespace, spec                                                                        | plain | envoy | proxyless
          keda.sh/v1alpha1 ScaledObject                       | shop, scaleTargetRef: {name: shop}                                                     | true  | true  | true
          keda.sh/v1alpha1 ScaledObject                       | shop, scaleTargetRef: {name: shop}, minReplicaCount: 2                                 | false | false | false
          keda.sh/v1alpha1 ScaledObject                       | shop, scaleTargetRef: {name: other}                                                    | false | false | false
          flagger.app/v1beta1 Canary                          | shop, targetRef: {kind: Deployment, name: shop}                                        | true  | true  | true
          flagger.app/v1beta1 Canary                          | shop, targetRef: {kind: Deployment, name: other}                                       | false | false | false
          networking.istio.io/v1 Sidecar                      | web, egress: [{hosts: ['./*']}]                                                        | false | true  | true
          networking.istio.io/v1 Sidecar                      | other, egress: [{hosts: ['./*']}]                                                      | false | false | false
          networking.istio.io/v1 Sidecar                      | istio-system, egress: [{hosts: ['./*']}]                                               | true  | true  | true
          networking.istio.io/v1 Sidecar                      | web, workloadSelector: {labels: {app: back}}, egress: [{hosts: ['./*']}]               | false | false | false
          networking.istio.io/v1 Sidecar                      | shop, egress: [{hosts: ['./*']}]                                                       | true  | true  | true
          networking.istio.io/v1 ServiceEntry                 | web, hosts: [outside.example.com], ports: [{number: 80, name: grpc, protocol: GRPC}]   | false | true  | true
          networking.istio.io/v1 ServiceEntry                 | web, hosts: [else.example.com], ports: [{number: 80, name: grpc, protocol: GRPC}]      | false | false | false
          networking.istio.io/v1 WorkloadEntry                | shop, address: 1.2.3.4, labels: {app: shop}                                            | false | true  | true
          networking.istio.io/v1 WorkloadEntry                | shop, address: 1.2.3.4, labels: {app: cart}                                            | false | false | false
          security.istio.io/v1 RequestAuthentication          | shop, jwtRules: [{issuer: i, jwksUri: 'https://i'}]                                    | true  | true  | true
          security.istio.io/v1 RequestAuthentication          | web, jwtRules: [{issuer: i, jwksUri: 'https://i'}]                                     | false | false | false
          extensions.istio.io/v1alpha1 WasmPlugin             | web, url: 'oci://example.com/p:1'                                                      | false | true  | false
          extensions.istio.io/v1alpha1 WasmPlugin             | shop, url: 'oci://example.com/p:1'                                                     | true  | true  | true
          security.istio.io/v1 AuthorizationPolicy            | shop, rules: [{from: [{source: {ipBlocks: [10.0.0.0/8]}}]}]                            | true  | true  | true
          security.istio.io/v1 AuthorizationPolicy            | shop, rules: [{when: [{key: remote.ip, notValues: [10.0.0.1]}]}]                       | true  | true  | true
          security.istio.io/v1 AuthorizationPolicy            | shop, rules: [{from: [{source: {namespaces: [web]}}]}]                                 | false | false | false
          security.istio.io/v1 AuthorizationPolicy            | web, rules: [{from: [{source: {notRemoteIpBlocks: [10.0.0.1]}}]}]                      | false | false | false
          networking.k8s.io/v1 NetworkPolicy                  | shop, podSelector: {matchLabels: {app: shop}}                                          | true  | true  | true
          networking.k8s.io/v1 NetworkPolicy                  | shop, podSelector: {matchLabels: {app: cart}}                                          | false | false | false
          gateway.networking.k8s.io/v1 HTTPRoute              | shop, parentRefs: [{group: '', kind: Service, name: shop}]                             | false | true  | true
          gateway.networking.k8s.io/v1 HTTPRoute              | shop, parentRefs: [{name: gateway}]                                                    | false | false | false
          networking.istio.io/v1beta1 ProxyConfig             | web, concurrency: 2                                                                    | false | false | false
          networking.istio.io/v1beta1 ProxyConfig             | web, environmentVariables: {A: b}                                                      | false | true  | false
          networking.istio.io/v1alpha3 EnvoyFilter            | web, configPatches: [{applyTo: HTTP_FILTER, match: {context: SIDECAR_OUTBOUND, listener: {portNumber: 80}}, patch: {operation: REMOVE}}] | false | true  | false
          networking.istio.io/v1alpha3 EnvoyFilter            | web, configPatches: [{applyTo: HTTP_FILTER, match: {context: SIDECAR_OUTBOUND, listener: {portNumber: 9090}}, patch: {operation: REMOVE}}] | false | false | false
          networking.istio.io/v1alpha3 EnvoyFilter            | shop, configPatches: [{applyTo: HTTP_FILTER, match: {context: SIDECAR_INBOUND, listener: {portNumber: 80}}, patch: {operation: REMOVE}}] | true  | true  | true
          networking.istio.io/v1alpha3 EnvoyFilter            | shop, configPatches: [{applyTo: HTTP_FILTER, match: {context: SIDECAR_INBOUND, listener: {portNumber: 9090}}, patch: {operation: REMOVE}}] | false | false | false
          """)
  void touchesTheExperimentsThatItSelects(
      String kind, String rest, boolean plain, boolean envoy, boolean proxyless) {
    List<String> words = List.of(kind.split(" ", -1));
    List<String> parts = List.of(rest.split(", ", 2));
    ManifestSet manifests =
        Manifests.parse(
            "m.yaml",
            SHOP
                + "{apiVersion: %s, kind: %s, metadata: {name: it, namespace: %s}, spec: {%s}}\n"
                    .formatted(words.get(0), words.get(1), parts.get(0), parts.get(1)));
    Mesh mesh = Mesh.of(manifests);

    assertThat(touches(manifests, mesh, Viewer.ADDRESS, false)).isEqualTo(plain);
    assertThat(touches(manifests, mesh, Viewer.CALLER, true)).isEqualTo(envoy);
    assertThat(touches(manifests, mesh, Viewer.CALLER, false)).isEqualTo(proxyless);
  }

  /** A Service whose endpoints a person has written: pods of the manifests, or anything else. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          EndpointSlice | {addresses: [10.0.0.7], targetRef: {kind: Pod, name: db-0}} | false
          EndpointSlice | {addresses: [10.0.0.7]}                                     | true
          EndpointSlice | {addresses: [10.0.0.7], targetRef: {kind: Pod, name: db-0}}, {addresses: [10.0.0.8]} | true
          Endpoints     | {ip: 10.0.0.7, targetRef: {kind: Pod, name: db-0}}          | false
          Endpoints     | {ip: 10.0.0.7}                                              | true
          """)
  void areAddressesThatAreNotPodsOfTheManifests(String kind, String addresses, boolean unplayed) {
    String endpoints =
        kind.equals("Endpoints")
            ? "{apiVersion: v1, kind: Endpoints, metadata: {name: db}, subsets: [{addresses: [%s], ports: [{name: grpc, port: 1}]}]}"
            : "{apiVersion: discovery.k8s.io/v1, kind: EndpointSlice, metadata: {name: db-1, labels: {kubernetes.io/service-name: db}}, addressType: IPv4, ports: [{name: grpc, port: 1}], endpoints: [%s]}";
    ManifestSet manifests =
        Manifests.parse(
            "m.yaml",
            String.join(
                "\n---\n",
                "{apiVersion: v1, kind: Service, metadata: {name: db}, spec: {ports: [{name: grpc, port: 1}]}}",
                "{apiVersion: v1, kind: Pod, metadata: {name: db-0}, spec: {containers: [{name: c, image: i}]}}",
                endpoints.formatted(addresses)));

    assertThat(manifests.problems()).isEmpty();
    assertThat(UnplayedObjects.of(manifests, Mesh.of(manifests)))
        .extracting(Unplayed::name)
        .containsExactlyElementsOf(unplayed ? List.of("Service default/db") : List.of());
  }

  /** Without Nodes it is unknown which pods are on the caller's. */
  @ParameterizedTest
  @CsvSource({"'', true", "'nodeName: n, ', false"})
  void areServicesForTheCallersNodeWherePodsHaveNone(String node, boolean unplayed) {
    ManifestSet manifests =
        Manifests.parse(
            "m.yaml",
            String.join(
                "\n---\n",
                "{apiVersion: v1, kind: Service, metadata: {name: db}, spec: {internalTrafficPolicy: Local, selector: {a: b}, ports: [{name: grpc, port: 1}]}}",
                "{apiVersion: v1, kind: Pod, metadata: {name: db-0, labels: {a: b}}, spec: {%scontainers: [{name: c, image: i}]}}"
                    .formatted(node)));

    assertThat(UnplayedObjects.of(manifests, Mesh.of(manifests)))
        .extracting(Unplayed::path)
        .containsExactlyElementsOf(unplayed ? List.of("spec.internalTrafficPolicy") : List.of());
  }

  @ParameterizedTest
  @CsvSource({"disk: hdd, true", "disk: ssd, false"})
  void areWorkloadsWithPodsThatNoNodeTakes(String label, boolean unplayed) {
    ManifestSet manifests =
        Manifests.parse(
            "m.yaml",
            "{apiVersion: v1, kind: Node, metadata: {name: n, labels: {disk: ssd}}}"
                + "\n---\n"
                + "{apiVersion: apps/v1, kind: Deployment, metadata: {name: db}, spec: {selector: {matchLabels: {a: b}}, template: {metadata: {labels: {a: b}}, spec: {nodeSelector: {%s}, containers: [{name: c, image: i}]}}}}"
                    .formatted(label));

    assertThat(UnplayedObjects.of(manifests, Mesh.of(manifests)))
        .extracting(Unplayed::name)
        .containsExactlyElementsOf(unplayed ? List.of("Deployment default/db") : List.of());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          excludeOutboundPorts: '80'   | false | true
          excludeOutboundPorts: ''     | false | false
          includeIPRanges: '*'         | false | false
          excludeInboundPorts: '80'    | true  | true
          privileged: true             | false | false
          """)
  void areValuesOfAnInstallationThatKeepCallsFromSidecars(
      String value, boolean plain, boolean envoy) {
    ManifestSet manifests =
        Manifests.parse(
            "m.yaml",
            SHOP
                + "{apiVersion: install.istio.io/v1alpha1, kind: IstioOperator, spec: {values: {global: {proxy: {%s}}}}}\n"
                    .formatted(value));
    Mesh mesh = Mesh.of(manifests);

    assertThat(touches(manifests, mesh, Viewer.ADDRESS, false)).isEqualTo(plain);
    assertThat(touches(manifests, mesh, Viewer.CALLER, true)).isEqualTo(envoy);
  }

  /** A mesh config that is there and lacks the provider makes istiod deny, and that is played. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ''                                                              | true
          'extensionProviders: [{name: opa, envoyExtAuthzGrpc: {}}]'      | true
          'extensionProviders: [{name: other, envoyExtAuthzGrpc: {}}]'    | false
          """)
  void arePoliciesThatAskAProvider(String config, boolean touched) {
    String map =
        config.isEmpty()
            ? ""
            : "{apiVersion: install.istio.io/v1alpha1, kind: IstioOperator, spec: {meshConfig: {%s}}}\n---\n"
                .formatted(config);
    ManifestSet manifests =
        Manifests.parse(
            "m.yaml",
            SHOP
                + map
                + "{apiVersion: security.istio.io/v1, kind: AuthorizationPolicy, metadata: {name: p, namespace: shop}, spec: {action: CUSTOM, provider: {name: opa}, rules: [{}]}}\n");
    Mesh mesh = Mesh.of(manifests);

    assertThat(touches(manifests, mesh, Viewer.CALLER, true)).isEqualTo(touched);
    assertThat(touches(manifests, mesh, Viewer.ADDRESS, false)).isEqualTo(touched);
  }

  @ParameterizedTest
  @CsvSource({"ambient, w, true", "ambient, none, false", "other, w, false"})
  void areWaypointsForCallersOfTheAmbientMode(String mode, String waypoint, boolean touched) {
    ManifestSet manifests =
        Manifests.parse(
            "m.yaml",
            SHOP
                + "{apiVersion: v1, kind: Namespace, metadata: {name: web, labels: {istio.io/dataplane-mode: %s}}}\n---\n"
                    .formatted(mode)
                + "{apiVersion: v1, kind: Namespace, metadata: {name: shop, labels: {istio.io/use-waypoint: %s}}}\n"
                    .formatted(waypoint));
    Mesh mesh = Mesh.of(manifests);

    assertThat(touches(manifests, mesh, Viewer.ADDRESS, false)).isEqualTo(touched);
    assertThat(touches(manifests, mesh, Viewer.CALLER, true)).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ''                | trafficPolicy: {loadBalancer: {simple: PASSTHROUGH}}     | true
          'clusterIP: None,' | trafficPolicy: {loadBalancer: {simple: PASSTHROUGH}}    | false
          ''                | trafficPolicy: {loadBalancer: {simple: RANDOM}}          | false
          ''                | 'subsets: [{name: v1, labels: {app: shop}, trafficPolicy: {loadBalancer: {simple: PASSTHROUGH}}}]' | true
          """)
  void arePoliciesThatSendCallsToTheVirtualIp(String ip, String policy, boolean envoy) {
    ManifestSet manifests =
        Manifests.parse(
            "m.yaml",
            "{apiVersion: v1, kind: Service, metadata: {name: shop, namespace: shop}, spec: {%s selector: {app: shop}, ports: [{name: grpc, port: 80}]}}\n---\n"
                    .formatted(ip)
                + "{apiVersion: networking.istio.io/v1, kind: DestinationRule, metadata: {name: d, namespace: shop}, spec: {host: shop, %s}}\n"
                    .formatted(policy));
    Mesh mesh = Mesh.of(manifests);

    assertThat(touches(manifests, mesh, Viewer.CALLER, true)).isEqualTo(envoy);
    assertThat(touches(manifests, mesh, Viewer.CALLER, false)).isFalse();
    assertThat(touches(manifests, mesh, Viewer.ADDRESS, false)).isFalse();
  }

  /** The caller is in namespace web with app: front; the Service has port 80 and leads to 80. */
  @ParameterizedTest(name = "{0} {1}: {2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          web front  | excludeOutboundPorts    | 80,443     | false | true  | false
          web front  | excludeOutboundPorts    | 3306       | false | false | false
          web back   | excludeOutboundPorts    | 80         | false | false | false
          web front  | includeOutboundIPRanges | *          | false | false | false
          web front  | includeOutboundIPRanges | 10.0.0.0/8 | false | true  | false
          shop shop  | excludeInboundPorts     | 80         | true  | true  | true
          shop shop  | excludeInboundPorts     | 9090       | false | false | false
          shop shop  | includeInboundPorts     | 9090       | true  | true  | true
          shop shop  | includeInboundPorts     | *          | false | false | false
          """)
  void areAnnotationsThatKeepCallsFromSidecars(
      String pods, String name, String value, boolean plain, boolean envoy, boolean proxyless) {
    List<String> words = List.of(pods.split(" "));
    ManifestSet manifests =
        Manifests.parse(
            "m.yaml",
            SHOP
                + "{apiVersion: v1, kind: Pod, metadata: {name: it, namespace: %s, labels: {app: %s}, annotations: {traffic.sidecar.istio.io/%s: '%s'}}, spec: {containers: [{name: c, image: i}]}}\n"
                    .formatted(words.get(0), words.get(1), name, value));
    Mesh mesh = Mesh.of(manifests);

    assertThat(touches(manifests, mesh, Viewer.ADDRESS, false)).isEqualTo(plain);
    assertThat(touches(manifests, mesh, Viewer.CALLER, true)).isEqualTo(envoy);
    assertThat(touches(manifests, mesh, Viewer.CALLER, false)).isEqualTo(proxyless);
  }

  /** A sidecar takes the client to the address that it dialled; no other plane does. */
  @ParameterizedTest
  @CsvSource({"shop, cart, true", "cart, cart, false", "shop, shop, false"})
  void headlessServicesTouchTheCallsThatRulesLeadToThemFromOtherHosts(
      String called, String headless, boolean touched) {
    String service =
        "{apiVersion: v1, kind: Service, metadata: {name: %s, namespace: shop}, spec: {%s selector: {app: shop}, ports: [{name: grpc, port: 80}]}}";
    ManifestSet manifests =
        Manifests.parse(
            "m.yaml",
            String.join(
                "\n---\n",
                service.formatted("shop", headless.equals("shop") ? "clusterIP: None," : ""),
                service.formatted("cart", headless.equals("cart") ? "clusterIP: None," : ""),
                "{apiVersion: networking.istio.io/v1, kind: VirtualService, metadata: {name: shop, namespace: shop}, spec: {hosts: [%s], http: [{route: [{destination: {host: %s}}]}]}}"
                    .formatted(called, headless)));
    Mesh mesh = Mesh.of(manifests);

    assertThat(touches(manifests, mesh, Viewer.CALLER, true, called)).isEqualTo(touched);
    assertThat(touches(manifests, mesh, Viewer.CALLER, false, called)).isFalse();
    assertThat(touches(manifests, mesh, Viewer.GATEWAY, true, called)).isFalse();
    assertThat(touches(manifests, mesh, Viewer.ADDRESS, false, called)).isFalse();
  }

  private static boolean touches(ManifestSet manifests, Mesh mesh, Viewer viewer, boolean proxied) {
    return touches(manifests, mesh, viewer, proxied, "shop");
  }

  private static boolean touches(
      ManifestSet manifests, Mesh mesh, Viewer viewer, boolean proxied, String called) {
    Experiment experiment =
        Experiment.of(
            mesh,
            viewer,
            proxied,
            CALLER,
            Set.of(VirtualService.MESH),
            called + ".shop.svc.cluster.local");
    return UnplayedObjects.of(manifests, mesh).stream()
        .anyMatch(part -> part.touch().touches(experiment));
  }
}
