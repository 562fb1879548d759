package dev.meshlab.mesh.advice.context;

import com.google.re2j.Pattern;
import dev.meshlab.mesh.model.Protocol;
import dev.meshlab.mesh.model.Service;
import dev.meshlab.mesh.model.ServicePort;

/** The port of a Service with its protocol declared, as advice offers it. */
public final class PortDeclaration {

  /** Names of what is scraped, probed or shown, which is seldom gRPC. */
  private static final Pattern SPEAKS_HTTP = Pattern.compile("metric|prom|http|web|debug|status");

  private PortDeclaration() {}

  /** The name of a port after the protocol that it most likely speaks. */
  public static String name(Service service, String name) {
    if (Protocol.named(name) == Protocol.HTTP) {
      return name;
    }
    return SPEAKS_HTTP.matcher(name).find() ? "http-" + name : GrpcPortName.of(name, service);
  }

  /** The block of a Service with this port. */
  public static String block(Service service, ServicePort port) {
    String target =
        port.targetPort().isEmpty() || port.targetPort().equals(Integer.toString(port.number()))
            ? ""
            : "\n  targetPort: " + port.targetPort();
    return "ports:           # of the Service\n- name: %s\n  port: %d%s"
        .formatted(name(service, port.name()), port.number(), target);
  }
}
