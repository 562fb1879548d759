package dev.meshlab.lab.cluster;

import dev.meshlab.lab.failure.MissingPrerequisite;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.function.Function;

/** A cluster that answers. Thread-safe. */
public final class Cluster implements AutoCloseable {

  private static final String ISTIO = "networking.istio.io";

  private static final int UNAUTHORIZED = 401;
  private static final int FORBIDDEN = 403;

  private final KubernetesClient client;

  Cluster(KubernetesClient client) {
    this.client = client;
  }

  /**
   * Connects to a cluster that has Istio.
   *
   * @throws MissingPrerequisite if none answers, or it has no Istio
   */
  public static Cluster connect(ClusterAddress address) {
    Config config = address.config();
    Cluster cluster = new Cluster(new KubernetesClientBuilder().withConfig(config).build());
    try {
      cluster.requireIstio(address);
      return cluster;
    } catch (KubernetesClientException silent) {
      cluster.close();
      boolean refused = silent.getCode() == UNAUTHORIZED || silent.getCode() == FORBIDDEN;
      throw refused
          ? address.refused(config, ClusterFailed.inWords(silent))
          : address.unreachable(config, ClusterFailed.reason(silent));
    } catch (MissingPrerequisite without) {
      cluster.close();
      throw without;
    }
  }

  private void requireIstio(ClusterAddress address) {
    client.getKubernetesVersion();
    if (client.getApiGroup(ISTIO) == null) {
      throw new MissingPrerequisite(
          "the cluster at %s has no Istio: it does not know the kinds of %s."
              .formatted(client.getMasterUrl(), ISTIO),
          "Install Istio in sidecar mode (istioctl install), name another cluster with --context"
              + address.otherwise());
    }
  }

  /** The address of its API server. */
  public String address() {
    return client.getMasterUrl().toString();
  }

  /**
   * The answer to a question.
   *
   * @param doing what is asked for, as in {@code list the pods of shop}
   * @throws ClusterFailed if it is refused
   */
  <T> T ask(String doing, Function<KubernetesClient, T> question) {
    try {
      return question.apply(client);
    } catch (KubernetesClientException refused) {
      throw ClusterFailed.of(doing, refused);
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
