package dev.meshlab.lab.cluster;

import io.fabric8.kubernetes.client.LocalPortForward;
import java.io.IOException;
import java.io.UncheckedIOException;

/** A way from a port of this machine to one of a pod, as {@code kubectl port-forward} makes it. */
public final class Tunnel implements AutoCloseable {

  /** On the loopback interface of each pod with a sidecar (istio.io, "Ports used by Istio"). */
  private static final int ADMIN_PORT = 15_000;

  private final LocalPortForward forward;

  private Tunnel(LocalPortForward forward) {
    this.forward = forward;
  }

  public static Tunnel open(Cluster cluster, String namespace, String pod, int port) {
    return new Tunnel(
        cluster.ask(
            "forward port %d of pod %s/%s".formatted(port, namespace, pod),
            client -> client.pods().inNamespace(namespace).withName(pod).portForward(port)));
  }

  /** The way to the admin interface of the proxy that Istio has put into a pod. */
  public static Tunnel toProxy(Cluster cluster, String namespace, String pod) {
    return open(cluster, namespace, pod, ADMIN_PORT);
  }

  /** The port of this machine. */
  public int port() {
    return forward.getLocalPort();
  }

  @Override
  public void close() {
    try {
      forward.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
