package dev.meshlab.lab.cluster;

import io.fabric8.kubernetes.client.LocalPortForward;
import java.io.IOException;
import java.io.UncheckedIOException;

/** A way from a port of this machine to one of a pod, as {@code kubectl port-forward} makes it. */
public final class Tunnel implements AutoCloseable {

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
