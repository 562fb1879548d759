package dev.meshlab.lab.cluster;

import dev.meshlab.lab.failure.Broken;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.util.Objects;
import java.util.Optional;

/** A cluster that did not do what it was asked for; the message ends with what to do. */
public final class ClusterFailed extends Broken {

  private static final long serialVersionUID = 1L;

  ClusterFailed(String message) {
    super(message);
  }

  private ClusterFailed(String message, Throwable cause) {
    super(message, cause);
  }

  /**
   * A request that the API server refused, or did not answer.
   *
   * @param doing what was asked for, as in {@code create Job shop/calls}
   */
  static ClusterFailed of(String doing, KubernetesClientException refused) {
    return new ClusterFailed("cannot " + doing + ": " + inWords(refused), refused);
  }

  static String inWords(KubernetesClientException refused) {
    if (isUnknownKind(refused)) {
      return "the cluster does not know this kind; install its custom resource definition, or leave the object out";
    }
    return switch (refused.getCode()) {
      case 401 -> "the cluster does not know this user; log in anew, or name another --context";
      case 403 ->
          "this user may not do that (%s); ask for the right, or name another --context"
              .formatted(said(refused));
      case 404 -> "the cluster does not know such a thing (%s)".formatted(said(refused));
      case 0 -> "the API server does not answer: " + reason(refused);
      default ->
          isIstioSilent(said(refused))
              ? "Istio's webhook does not answer the API server (%s); see that istiod runs: kubectl -n istio-system get pods"
                  .formatted(said(refused))
              : "the API server refuses it: " + said(refused);
    };
  }

  /**
   * True where the API's client has asked the cluster for its kinds, and does not find this one.
   */
  private static boolean isUnknownKind(KubernetesClientException refused) {
    return reason(refused).startsWith("Could not find the metadata for the given apiVersion");
  }

  /** True if it is not a webhook's answer that an API server passes on, but its silence. */
  private static boolean isIstioSilent(String said) {
    return said.contains("failed calling webhook") && said.contains(".istio.io\"");
  }

  private static String said(KubernetesClientException refused) {
    return Optional.ofNullable(refused.getStatus())
        .flatMap(status -> Optional.ofNullable(status.getMessage()))
        .orElseGet(() -> reason(refused));
  }

  /** The innermost cause that has a message: those around it say where it was met. */
  static String reason(Throwable problem) {
    String reason = problem.getClass().getSimpleName();
    for (Throwable each = problem; each != null; each = each.getCause()) {
      if (each instanceof ConnectException) {
        return "the connection is refused";
      }
      if (each instanceof UnresolvedAddressException || each instanceof UnknownHostException) {
        return "no such host";
      }
      reason = Objects.requireNonNullElse(each.getMessage(), reason);
    }
    return reason;
  }
}
