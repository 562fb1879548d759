package dev.meshlab.mesh.translate.xds;

import com.google.protobuf.util.Durations;
import io.envoyproxy.envoy.config.core.v3.AggregatedConfigSource;
import io.envoyproxy.envoy.config.core.v3.ApiVersion;
import io.envoyproxy.envoy.config.core.v3.ConfigSource;

/** The source that a resource names for others: the stream by which it came itself. */
public final class Ads {

  /** For Envoy: wait for the answer for ever, which is Istio's choice. */
  public static final ConfigSource FOR_ENVOY =
      ConfigSource.newBuilder()
          .setAds(AggregatedConfigSource.getDefaultInstance())
          .setInitialFetchTimeout(Durations.ZERO)
          .setResourceApiVersion(ApiVersion.V3)
          .build();

  /** For grpc-java, which knows one stream and one API version. */
  public static final ConfigSource FOR_GRPC =
      ConfigSource.newBuilder().setAds(AggregatedConfigSource.getDefaultInstance()).build();

  private Ads() {}
}
