package dev.meshlab.mesh.translate;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageOrBuilder;
import com.google.protobuf.TypeRegistry;
import com.google.protobuf.util.JsonFormat;
import io.envoyproxy.envoy.extensions.filters.http.cors.v3.Cors;
import io.envoyproxy.envoy.extensions.filters.http.fault.v3.HTTPFault;
import io.envoyproxy.envoy.extensions.filters.http.grpc_stats.v3.FilterConfig;
import io.envoyproxy.envoy.extensions.filters.http.router.v3.Router;
import io.envoyproxy.envoy.extensions.filters.listener.http_inspector.v3.HttpInspector;
import io.envoyproxy.envoy.extensions.filters.listener.tls_inspector.v3.TlsInspector;
import io.envoyproxy.envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager;
import io.envoyproxy.envoy.extensions.filters.network.tcp_proxy.v3.TcpProxy;
import io.envoyproxy.envoy.extensions.request_id.uuid.v3.UuidRequestIdConfig;
import io.envoyproxy.envoy.extensions.retry.host.previous_hosts.v3.PreviousHostsPredicate;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.DownstreamTlsContext;
import io.envoyproxy.envoy.extensions.upstreams.http.v3.HttpProtocolOptions;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Resources as proto JSON. Fields have the names of the protos, as in Envoy's documentation and in
 * its config dump: in camelCase {@code consecutive_5xx} could not be told from a name that never
 * had its underscore.
 */
public final class CanonicalJson {

  /** Every type that this package packs into an {@code Any}. */
  private static final TypeRegistry TYPES =
      TypeRegistry.newBuilder()
          .add(Cors.getDescriptor())
          .add(DownstreamTlsContext.getDescriptor())
          .add(FilterConfig.getDescriptor())
          .add(HTTPFault.getDescriptor())
          .add(HttpConnectionManager.getDescriptor())
          .add(HttpInspector.getDescriptor())
          .add(HttpProtocolOptions.getDescriptor())
          .add(PreviousHostsPredicate.getDescriptor())
          .add(Router.getDescriptor())
          .add(TcpProxy.getDescriptor())
          .add(TlsInspector.getDescriptor())
          .add(UuidRequestIdConfig.getDescriptor())
          .build();

  private static final JsonFormat.Printer PRINTER =
      JsonFormat.printer().preservingProtoFieldNames().usingTypeRegistry(TYPES);

  private CanonicalJson() {}

  /** A JSON array of resources, in their order, with a newline at the end. */
  public static String array(List<? extends MessageOrBuilder> resources) {
    return resources.stream()
            .map(CanonicalJson::object)
            .collect(Collectors.joining(",\n", "[", "]"))
        + "\n";
  }

  /** One resource. */
  public static String object(MessageOrBuilder resource) {
    try {
      return PRINTER.print(resource);
    } catch (InvalidProtocolBufferException unregistered) {
      throw new IllegalStateException(
          "a type in " + resource.getDescriptorForType().getFullName() + " is not registered",
          unregistered);
    }
  }
}
