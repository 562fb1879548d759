package dev.meshlab.mesh.loopback;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import dev.meshlab.mesh.translate.xds.Resources;
import dev.meshlab.mesh.translate.xds.Sds;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.config.core.v3.ConfigSource;
import io.envoyproxy.envoy.config.core.v3.TransportSocket;
import io.envoyproxy.envoy.config.listener.v3.Listener;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.CommonTlsContext;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.DownstreamTlsContext;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.SdsSecretConfig;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.UpstreamTlsContext;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** The secrets that clusters and listeners name. */
public final class SecretReferences {

  /** The change that {@link #fromControlPlane} makes, and its reason. */
  public static final Deviation DEVIATION =
      new Deviation(
          "transport_socket.sds_config",
          "the agent beside the proxy",
          "ads",
          "no agent runs here; the control plane itself has the certificates");

  /** The change that {@link #withoutRevocationLists} makes, and its reason. */
  static final Deviation REVOCATION =
      new Deviation(
          "transport_socket.crl",
          "the file that caCrl names",
          "none",
          "files of pods are not on this machine, and Envoy refuses what names a file that it"
              + " lacks");

  /** The certificate of the workload itself, among those that others ask for by a Secret's name. */
  public static final String WORKLOAD = Sds.WORKLOAD;

  private static final ConfigSource ADS = Sds.credential("").getSdsConfig();

  private SecretReferences() {}

  /** The names of the certificates that servers and clients show. */
  public static Set<String> certificates(Resources resources) {
    Set<String> names = new LinkedHashSet<>();
    contexts(resources)
        .forEach(
            context ->
                context
                    .getTlsCertificateSdsSecretConfigsList()
                    .forEach(config -> names.add(config.getName())));
    return names;
  }

  /** The names of what they trust. */
  public static Set<String> authorities(Resources resources) {
    Set<String> names = new LinkedHashSet<>();
    contexts(resources).forEach(context -> authority(context).ifPresent(names::add));
    return names;
  }

  private static Optional<String> authority(CommonTlsContext context) {
    return switch (context.getValidationContextTypeCase()) {
      case COMBINED_VALIDATION_CONTEXT ->
          Optional.of(
              context
                  .getCombinedValidationContext()
                  .getValidationContextSdsSecretConfig()
                  .getName());
      case VALIDATION_CONTEXT_SDS_SECRET_CONFIG ->
          Optional.of(context.getValidationContextSdsSecretConfig().getName());
      default -> Optional.empty();
    };
  }

  private static List<CommonTlsContext> contexts(Resources resources) {
    List<CommonTlsContext> contexts = new ArrayList<>();
    change(
        resources,
        context -> {
          contexts.add(context);
          return context;
        });
    return contexts;
  }

  /** The same resources, with every secret taken from the stream that they came by. */
  public static Resources fromControlPlane(Resources resources) {
    return change(resources, SecretReferences::viaAds);
  }

  private static CommonTlsContext viaAds(CommonTlsContext context) {
    CommonTlsContext.Builder changed = context.toBuilder();
    changed.getTlsCertificateSdsSecretConfigsBuilderList().forEach(SecretReferences::viaAds);
    if (context.hasCombinedValidationContext()) {
      viaAds(
          changed
              .getCombinedValidationContextBuilder()
              .getValidationContextSdsSecretConfigBuilder());
    } else if (context.hasValidationContextSdsSecretConfig()) {
      viaAds(changed.getValidationContextSdsSecretConfigBuilder());
    }
    return changed.build();
  }

  /** The same resources, with no list of revoked certificates. */
  static Resources withoutRevocationLists(Resources resources) {
    return change(resources, SecretReferences::withoutRevocationList);
  }

  private static CommonTlsContext withoutRevocationList(CommonTlsContext context) {
    CommonTlsContext.Builder changed = context.toBuilder();
    if (context.hasCombinedValidationContext()) {
      changed.getCombinedValidationContextBuilder().getDefaultValidationContextBuilder().clearCrl();
    }
    return changed.build();
  }

  private static void viaAds(SdsSecretConfig.Builder config) {
    config.setSdsConfig(ADS);
  }

  /** The same resources, with every TLS context changed. */
  static Resources change(Resources resources, UnaryOperator<CommonTlsContext> change) {
    return new Resources(
        resources.clusters().stream().map(cluster -> change(cluster, change)).toList(),
        resources.endpoints(),
        resources.listeners().stream().map(listener -> change(listener, change)).toList(),
        resources.routes());
  }

  /** The same cluster, with every TLS context changed. */
  static Cluster change(Cluster cluster, UnaryOperator<CommonTlsContext> change) {
    Cluster.Builder changed = cluster.toBuilder();
    if (cluster.hasTransportSocket()) {
      change(changed.getTransportSocketBuilder(), change);
    }
    changed
        .getTransportSocketMatchesBuilderList()
        .forEach(match -> change(match.getTransportSocketBuilder(), change));
    return changed.build();
  }

  private static Listener change(Listener listener, UnaryOperator<CommonTlsContext> change) {
    Listener.Builder changed = listener.toBuilder();
    changed.getFilterChainsBuilderList().stream()
        .filter(chain -> chain.hasTransportSocket())
        .forEach(chain -> change(chain.getTransportSocketBuilder(), change));
    return changed.build();
  }

  private static void change(
      TransportSocket.Builder socket, UnaryOperator<CommonTlsContext> change) {
    Any config = socket.getTypedConfig();
    if (config.is(UpstreamTlsContext.class)) {
      UpstreamTlsContext.Builder tls = unpack(config, UpstreamTlsContext.class).toBuilder();
      tls.setCommonTlsContext(change.apply(tls.getCommonTlsContext()));
      socket.setTypedConfig(Any.pack(tls.build()));
    } else if (config.is(DownstreamTlsContext.class)) {
      DownstreamTlsContext.Builder tls = unpack(config, DownstreamTlsContext.class).toBuilder();
      tls.setCommonTlsContext(change.apply(tls.getCommonTlsContext()));
      socket.setTypedConfig(Any.pack(tls.build()));
    }
  }

  private static <T extends Message> T unpack(Any config, Class<T> type) {
    try {
      return config.unpack(type);
    } catch (InvalidProtocolBufferException impossible) {
      throw new IllegalStateException("this module packed it", impossible);
    }
  }
}
