package dev.meshlab.mesh.translate.xds;

import com.google.protobuf.util.Durations;
import io.envoyproxy.envoy.config.core.v3.AggregatedConfigSource;
import io.envoyproxy.envoy.config.core.v3.ApiConfigSource;
import io.envoyproxy.envoy.config.core.v3.ApiVersion;
import io.envoyproxy.envoy.config.core.v3.ConfigSource;
import io.envoyproxy.envoy.config.core.v3.GrpcService;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.SdsSecretConfig;

/**
 * The sources from which a proxy gets certificates (istio/istio,
 * pilot/pkg/security/model/authentication.go): those of Secrets from istiod, those of the workload
 * and of files from the agent beside it.
 */
public final class Sds {

  /** The workload's own certificate, in Istio's words. */
  public static final String WORKLOAD = "default";

  /** The name of the authority that all workloads of the mesh trust. */
  public static final String ROOT = "ROOTCA";

  /** The end of the name of a Secret's CA, beside the certificate. */
  private static final String CA_SUFFIX = "-cacert";

  private static final ConfigSource FROM_ISTIOD =
      ConfigSource.newBuilder()
          .setAds(AggregatedConfigSource.getDefaultInstance())
          .setResourceApiVersion(ApiVersion.V3)
          .build();

  private static final ConfigSource FROM_AGENT =
      ConfigSource.newBuilder()
          .setApiConfigSource(
              ApiConfigSource.newBuilder()
                  .setApiType(ApiConfigSource.ApiType.GRPC)
                  .setSetNodeOnFirstMessageOnly(true)
                  .setTransportApiVersion(ApiVersion.V3)
                  .addGrpcServices(
                      GrpcService.newBuilder()
                          .setEnvoyGrpc(
                              GrpcService.EnvoyGrpc.newBuilder().setClusterName("sds-grpc"))))
          .setResourceApiVersion(ApiVersion.V3)
          .build();

  /** Without the workload's own certificate nothing works, so Istio waits for ever. */
  private static final ConfigSource OWN =
      FROM_AGENT.toBuilder().setInitialFetchTimeout(Durations.ZERO).build();

  private Sds() {}

  /** A Secret by the name that a Gateway gives it. */
  public static SdsSecretConfig credential(String name) {
    return config(name.contains("://") ? name : "kubernetes://" + name, FROM_ISTIOD);
  }

  /** The CA that goes with a Secret. */
  public static SdsSecretConfig ca(String credential) {
    return credential(credential + CA_SUFFIX);
  }

  /** {@link #WORKLOAD} or {@link #ROOT}. */
  public static SdsSecretConfig workload(String name) {
    return config(name, OWN);
  }

  /** A certificate and its key, as paths in the pod. */
  public static SdsSecretConfig file(String certificate, String key) {
    return config("file-cert:" + certificate + "~" + key, FROM_AGENT);
  }

  /** A CA as a path in the pod. */
  public static SdsSecretConfig fileRoot(String ca) {
    return config("file-root:" + ca, FROM_AGENT);
  }

  private static SdsSecretConfig config(String name, ConfigSource source) {
    return SdsSecretConfig.newBuilder().setName(name).setSdsConfig(source).build();
  }
}
