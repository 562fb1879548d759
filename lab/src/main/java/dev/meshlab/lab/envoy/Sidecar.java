package dev.meshlab.lab.envoy;

import com.fasterxml.jackson.core.io.JsonStringEncoder;

/**
 * The identity of an Envoy for its control plane, and the number of its workers.
 *
 * @param nodeId {@code node.id}
 * @param cluster {@code node.cluster}, the workload's name
 * @param region where the workload is; empty if unknown
 * @param zone where in the region
 * @param workers {@code --concurrency}; each worker balances by itself, and one connection is
 *     always served by one worker
 */
public record Sidecar(String nodeId, String cluster, String region, String zone, int workers) {

  /** The cluster by which it reaches the control plane. */
  public static final String CONTROL_PLANE = "control-plane";

  /**
   * The part of its configuration that Envoy needs before it can get the rest from the control
   * plane.
   */
  String bootstrap(int controlPlanePort) {
    return """
        node:
          id: %s
          cluster: %s
          locality: {region: %s, zone: %s}
        admin:
          address: {socket_address: {address: 127.0.0.1, port_value: 0}}
        dynamic_resources:
          ads_config:
            api_type: GRPC
            transport_api_version: V3
            grpc_services: [{envoy_grpc: {cluster_name: control-plane}}]
          cds_config: {ads: {}, resource_api_version: V3}
          lds_config: {ads: {}, resource_api_version: V3}
        static_resources:
          clusters:
          - name: control-plane
            type: STATIC
            connect_timeout: 1s
            load_assignment:
              cluster_name: control-plane
              endpoints:
              - lb_endpoints:
                - endpoint:
                    address: {socket_address: {address: 127.0.0.1, port_value: %d}}
            typed_extension_protocol_options:
              envoy.extensions.upstreams.http.v3.HttpProtocolOptions:
                "@type": type.googleapis.com/envoy.extensions.upstreams.http.v3.HttpProtocolOptions
                explicit_http_config: {http2_protocol_options: {}}
        """
        .formatted(quoted(nodeId), quoted(cluster), quoted(region), quoted(zone), controlPlanePort);
  }

  /** A JSON string is a YAML string. */
  private static String quoted(String text) {
    return '"' + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + '"';
  }
}
