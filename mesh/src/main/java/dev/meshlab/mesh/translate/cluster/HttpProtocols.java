package dev.meshlab.mesh.translate.cluster;

import com.google.protobuf.Any;
import com.google.protobuf.UInt32Value;
import dev.meshlab.mesh.manifest.Fields;
import dev.meshlab.mesh.model.Protocol;
import dev.meshlab.mesh.translate.xds.EnvoyTypes;
import dev.meshlab.mesh.translate.xds.Protos;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.config.core.v3.Http1ProtocolOptions;
import io.envoyproxy.envoy.config.core.v3.Http2ProtocolOptions;
import io.envoyproxy.envoy.config.core.v3.KeepaliveSettings;
import io.envoyproxy.envoy.config.core.v3.UpstreamHttpProtocolOptions;
import io.envoyproxy.envoy.extensions.upstreams.http.v3.HttpProtocolOptions;
import io.envoyproxy.envoy.extensions.upstreams.http.v3.HttpProtocolOptions.ExplicitHttpConfig;
import io.envoyproxy.envoy.extensions.upstreams.http.v3.HttpProtocolOptions.UpstreamProtocolOptionsCase;
import io.envoyproxy.envoy.extensions.upstreams.http.v3.HttpProtocolOptions.UseDownstreamHttpConfig;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The HTTP options of a sidecar towards the pods of one cluster, while the cluster is being made.
 */
public final class HttpProtocols {

  public static final String EXTENSION = "envoy.extensions.upstreams.http.v3.HttpProtocolOptions";

  public static final UseDownstreamHttpConfig AS_DOWNSTREAM =
      UseDownstreamHttpConfig.newBuilder()
          .setHttpProtocolOptions(Http1ProtocolOptions.getDefaultInstance())
          .setHttp2ProtocolOptions(Http2ProtocolOptions.getDefaultInstance())
          .build();

  private static final Any NONE = Any.getDefaultInstance();

  private HttpProtocolOptions.@Nullable Builder options;

  private HttpProtocols() {}

  /**
   * A port declared as HTTP/1 or as bytes needs no options: Envoy's default is HTTP/1.1. So does
   * one that declares nothing, unless the proxy sniffs.
   *
   * @param sniffs whether the proxy looks at what its client speaks, as sidecars do and gateways do
   *     not
   */
  static HttpProtocols of(Protocol protocol, boolean sniffs) {
    HttpProtocols protocols = new HttpProtocols();
    if (protocol.isHttp2()) {
      protocols.speakHttp2();
    } else if (protocol.isSniffed() && sniffs) {
      protocols.followClient();
    }
    return protocols;
  }

  /**
   * Honours {@code h2UpgradePolicy}, which decides nothing where the port has decided already, nor
   * with {@code useClientProtocol}.
   *
   * @param byDefault whether to upgrade where the policy leaves it open
   */
  void upgrade(Optional<Fields> http, BooleanSupplier byDefault) {
    boolean follows = http.filter(h -> h.unnoted().bool("useClientProtocol", false)).isPresent();
    if (options != null || follows) {
      return;
    }
    boolean upgrades =
        switch (http.flatMap(settings -> settings.string("h2UpgradePolicy")).orElse("DEFAULT")) {
          case "UPGRADE" -> true;
          case "DO_NOT_UPGRADE" -> false;
          default -> byDefault.getAsBoolean();
        };
    if (upgrades) {
      speakHttp2();
    }
  }

  private void speakHttp2() {
    options()
        .getExplicitHttpConfigBuilder()
        .setHttp2ProtocolOptions(Http2ProtocolOptions.getDefaultInstance());
  }

  /** Speaks to the pods the version that the client speaks. */
  void followClient() {
    options().setUseDownstreamProtocolConfig(AS_DOWNSTREAM);
  }

  boolean isHttp2() {
    return options != null && options.getExplicitHttpConfig().hasHttp2ProtocolOptions();
  }

  /** Options of every version. */
  io.envoyproxy.envoy.config.core.v3.HttpProtocolOptions.Builder common() {
    return options().getCommonHttpProtocolOptionsBuilder();
  }

  /** Options of what is said to a server beyond HTTP. */
  UpstreamHttpProtocolOptions.Builder upstream() {
    return options().getUpstreamHttpProtocolOptionsBuilder();
  }

  /** Adds the common options, empty if need be, as istiod does for some settings. */
  void touchCommon() {
    options().getCommonHttpProtocolOptionsBuilder();
  }

  /** Of a cluster that {@linkplain #isHttp2 speaks HTTP/2}. */
  void limitStreams(UInt32Value most) {
    touchCommon();
    http2().setMaxConcurrentStreams(most);
  }

  /** As {@link #limitStreams}. */
  void keepAlive(Fields settings) {
    touchCommon();
    KeepaliveSettings.Builder keepalive = http2().getConnectionKeepaliveBuilder();
    settings.duration("interval").map(Protos::duration).ifPresent(keepalive::setInterval);
    settings.duration("timeout").map(Protos::duration).ifPresent(keepalive::setTimeout);
  }

  private Http2ProtocolOptions.Builder http2() {
    return options().getExplicitHttpConfigBuilder().getHttp2ProtocolOptionsBuilder();
  }

  /** Envoy wants a version named wherever there are options. */
  void apply(Cluster.Builder cluster) {
    if (options != null) {
      if (options.getUpstreamProtocolOptionsCase()
          == UpstreamProtocolOptionsCase.UPSTREAMPROTOCOLOPTIONS_NOT_SET) {
        options.setExplicitHttpConfig(
            ExplicitHttpConfig.newBuilder()
                .setHttpProtocolOptions(Http1ProtocolOptions.getDefaultInstance()));
      }
      cluster.putTypedExtensionProtocolOptions(EXTENSION, Any.pack(options.build()));
    }
  }

  private HttpProtocolOptions.Builder options() {
    if (options == null) {
      options = HttpProtocolOptions.newBuilder();
    }
    return options;
  }

  /** True if a cluster speaks HTTP/2, whatever its client speaks. */
  public static boolean isHttp2(Cluster cluster) {
    return of(cluster).getExplicitHttpConfig().hasHttp2ProtocolOptions();
  }

  /** True if a cluster speaks HTTP/2 to a client that does. */
  public static boolean takesHttp2(Cluster cluster) {
    return isHttp2(cluster) || of(cluster).hasUseDownstreamProtocolConfig();
  }

  private static HttpProtocolOptions of(Cluster cluster) {
    Any packed = cluster.getTypedExtensionProtocolOptionsOrDefault(EXTENSION, NONE);
    return (HttpProtocolOptions)
        EnvoyTypes.unpack(packed, HttpProtocolOptions.getDefaultInstance());
  }
}
