package dev.meshlab.mesh.advice.context;

import com.google.re2j.Pattern;
import dev.meshlab.mesh.model.Service;
import dev.meshlab.mesh.model.ServicePort;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** The name that declares gRPC for a Service port, made of the name that it has. */
public final class GrpcPortName {

  /** The protocol that a name declares, and that is not gRPC. */
  private static final Pattern DECLARED = Pattern.compile("(?i)^(http|https|tcp|tls)(-|$)");

  /** Every name that begins so declares gRPC-Web (istio/istio, pkg/config/kube/conversion.go). */
  private static final String GRPC_WEB = "grpc-web";

  private GrpcPortName() {}

  /** The same, where no other port of the Service has the name: names of ports are unique. */
  public static String of(String name, Service service) {
    String usual = of(name);
    Set<String> taken = service.ports().stream().map(ServicePort::name).collect(Collectors.toSet());
    return taken.contains(usual) ? "grpc-" + (name.isEmpty() ? "api" : name) : usual;
  }

  public static String of(String name) {
    String rest = DECLARED.matcher(name).replaceFirst("");
    if (rest.isEmpty() || rest.startsWith("grpc")) {
      return "grpc";
    }
    String usual = "grpc-" + rest;
    return usual.toLowerCase(Locale.ROOT).startsWith(GRPC_WEB)
        ? "grpc-" + (rest.equals(name) ? "api-" : "") + name
        : usual;
  }
}
