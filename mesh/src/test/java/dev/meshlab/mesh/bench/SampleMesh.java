package dev.meshlab.mesh.bench;

/**
 * A mesh of any size: each Service with its Deployment, a DestinationRule with two subsets and a
 * VirtualService with a header route and a weighted one.
 *
 * @param services how many Services
 * @param endpoints how many pods each Service has
 */
record SampleMesh(int services, int endpoints) {

  String yaml() {
    StringBuilder yaml = new StringBuilder();
    for (int i = 0; i < services; i++) {
      yaml.append(service("service-" + i));
    }
    return yaml.toString();
  }

  private String service(String name) {
    return """
        apiVersion: v1
        kind: Service
        metadata: {name: %1$s, namespace: shop}
        spec:
          selector: {app: %1$s}
          ports: [{name: grpc, port: 50051}]
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: %1$s, namespace: shop}
        spec:
          replicas: %2$d
          selector: {matchLabels: {app: %1$s}}
          template:
            metadata: {labels: {app: %1$s, version: v1}}
            spec: {containers: [{name: server, image: service-mesh-lab/server}]}
        ---
        apiVersion: networking.istio.io/v1
        kind: DestinationRule
        metadata: {name: %1$s, namespace: shop}
        spec:
          host: %1$s
          trafficPolicy:
            loadBalancer: {simple: ROUND_ROBIN}
            outlierDetection: {consecutive5xxErrors: 5, maxEjectionPercent: 50}
          subsets:
          - {name: v1, labels: {version: v1}}
          - {name: v2, labels: {version: v2}}
        ---
        apiVersion: networking.istio.io/v1
        kind: VirtualService
        metadata: {name: %1$s, namespace: shop}
        spec:
          hosts: [%1$s]
          http:
          - match: [{headers: {canary: {exact: "yes"}}}]
            route: [{destination: {host: %1$s, subset: v2}}]
          - route:
            - {destination: {host: %1$s, subset: v1}, weight: 90}
            - {destination: {host: %1$s, subset: v2}, weight: 10}
        ---
        """
        .formatted(name, endpoints);
  }
}
