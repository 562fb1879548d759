package dev.meshlab.lab.cli;

import dev.meshlab.mesh.dataplane.Plane;
import dev.meshlab.mesh.loopback.AutoMutualTls;
import dev.meshlab.mesh.model.ClientWorkload;
import dev.meshlab.mesh.model.Mesh;
import dev.meshlab.mesh.model.Pod;
import dev.meshlab.mesh.translate.ServerView;
import dev.meshlab.mesh.translate.SidecarView;
import dev.meshlab.mesh.translate.xds.Resources;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * The one whose xDS is looked at: a caller on a plane, or the sidecar of a server's pod.
 *
 * @param plane of the caller; empty for the server's
 */
record ConfigView(Optional<Plane> plane) {

  private static final ConfigView SERVER = new ConfigView(Optional.empty());

  boolean isServer() {
    return plane.isEmpty();
  }

  /** True if a resource of that name in a real proxy is of this view. */
  boolean has(String name) {
    if (name.equals("InboundPassthroughCluster")) {
      return true;
    }
    if (plane.filter(Plane::isEnteredFromOutside).isPresent()) {
      return !name.equals("BlackHoleCluster"); // leads nowhere
    }
    boolean incoming = name.equals("virtualInbound") || name.startsWith("inbound|");
    return isServer() == incoming && !name.equals("virtualOutbound"); // leads to the listeners
  }

  /** All that istiod sends to the proxy of a pod in this view, mutual TLS by default included. */
  Resources sentTo(Pod pod, Mesh mesh) {
    if (plane.isEmpty()) {
      return ServerView.translateWithPassthrough(mesh, pod);
    }
    ClientWorkload workload = ClientWorkload.of(pod);
    Resources plain =
        plane.get() == Plane.ENVOY
            ? SidecarView.intercepting(mesh, pod)
            : plane.get().resources(mesh, workload, true);
    return mesh.config().autoMutualTls().orElse(true)
        ? AutoMutualTls.adapt(plain, mesh, workload).resources()
        : plain;
  }

  @Override
  public String toString() {
    return plane.map(Plane::toString).orElse("server");
  }

  private static Stream<ConfigView> all() {
    return Stream.concat(
        Arrays.stream(Plane.values())
            .filter(Plane::hasResources)
            .map(plane -> new ConfigView(Optional.of(plane))),
        Stream.of(SERVER));
  }

  /** The views by their names; also the candidates for shell completion. */
  static final class Converter implements ITypeConverter<ConfigView>, Iterable<String> {

    @Override
    public ConfigView convert(String value) {
      return all()
          .filter(view -> view.toString().equalsIgnoreCase(value))
          .findFirst()
          .orElseThrow(
              () ->
                  new TypeConversionException(
                      "'%s' has no xDS to look at; choose from %s"
                          .formatted(value, String.join(", ", this))));
    }

    @Override
    public Iterator<String> iterator() {
      return all().map(ConfigView::toString).iterator();
    }
  }
}
