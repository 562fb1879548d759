package dev.meshlab.mesh.translate.authorization;

import com.google.protobuf.Any;
import com.google.re2j.Pattern;
import dev.meshlab.mesh.manifest.Fields;
import io.envoyproxy.envoy.config.core.v3.TypedExtensionConfig;
import io.envoyproxy.envoy.config.rbac.v3.Permission;
import io.envoyproxy.envoy.extensions.path.match.uri_template.v3.UriTemplateMatchConfig;
import io.envoyproxy.envoy.type.matcher.v3.PathMatcher;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Conditions about the callee, which are Envoy's permissions. */
final class Operations {

  private static final Pattern PORT = Pattern.compile("[0-9]{1,9}");
  private static final int HIGHEST = 65_535;

  private static final Attribute<Permission> HOST =
      Attribute.<Permission>each(
              host ->
                  Optional.of(
                      Permission.newBuilder()
                          .setHeader(Wildcards.header(":authority", host, true))
                          .build()))
          .httpOnly();
  private static final Attribute<Permission> METHOD =
      Attribute.<Permission>each(
              method ->
                  Optional.of(
                      Permission.newBuilder()
                          .setHeader(Wildcards.header(":method", method, false))
                          .build()))
          .httpOnly();
  private static final Attribute<Permission> PATH =
      Attribute.<Permission>each(path -> Optional.of(path(path))).httpOnly();
  private static final Attribute<Permission> PORTS = Attribute.each(Operations::port);
  private static final Attribute<Permission> IP =
      Attribute.each(
          block ->
              IpBlocks.range(block)
                  .map(range -> Permission.newBuilder().setDestinationIp(range).build()));
  private static final Attribute<Permission> SNI =
      Attribute.each(
          name ->
              Optional.of(
                  Permission.newBuilder().setRequestedServerName(Wildcards.string(name)).build()));

  private Operations() {}

  /** The conditions of an {@code operation}. */
  static List<Condition<Permission>> conditions(Fields operation) {
    return Stream.of(
            new Condition<>(HOST, operation.strings("hosts"), operation.strings("notHosts")),
            new Condition<>(METHOD, operation.strings("methods"), operation.strings("notMethods")),
            new Condition<>(PATH, operation.strings("paths"), operation.strings("notPaths")),
            new Condition<>(PORTS, operation.strings("ports"), operation.strings("notPorts")))
        .toList();
  }

  /** The attribute of a key in {@code when}; empty when it is not of the callee. */
  static Optional<Attribute<Permission>> attribute(String key) {
    return switch (key) {
      case "destination.ip" -> Optional.of(IP);
      case "destination.port" -> Optional.of(PORTS);
      case "connection.sni" -> Optional.of(SNI);
      default ->
          key.startsWith(FilterMetadata.PREFIX)
              ? Optional.of(Attribute.together(values -> FilterMetadata.of(key, values)))
              : Optional.empty();
    };
  }

  private static Optional<Permission> port(String text) {
    return Optional.of(text)
        .filter(PORT::matches)
        .map(Integer::parseInt)
        .filter(port -> port <= HIGHEST)
        .map(port -> Permission.newBuilder().setDestinationPort(port).build());
  }

  /** A template of Istio has its asterisks in braces, one of Envoy has not. */
  private static Permission path(String path) {
    if (!path.contains("{*}") && !path.contains("{**}")) {
      PathMatcher matcher = PathMatcher.newBuilder().setPath(Wildcards.string(path)).build();
      return Permission.newBuilder().setUrlPath(matcher).build();
    }
    String template = path.replace("{*}", "*").replace("{**}", "**");
    return Permission.newBuilder()
        .setUriTemplate(
            TypedExtensionConfig.newBuilder()
                .setName("uri-template")
                .setTypedConfig(
                    Any.pack(
                        UriTemplateMatchConfig.newBuilder().setPathTemplate(template).build())))
        .build();
  }
}
