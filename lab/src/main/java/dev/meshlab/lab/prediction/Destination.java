package dev.meshlab.lab.prediction;

import dev.meshlab.mesh.translate.xds.ClusterName;

/**
 * A cluster as people know it.
 *
 * @param subset of a DestinationRule; empty for all pods of the host
 * @param host of the Service, without the cluster's domain; of a foreign cluster, its name
 */
record Destination(String subset, String host) {

  static Destination of(String cluster) {
    return ClusterName.parse(cluster)
        .map(
            name ->
                new Destination(
                    name.subset(), name.host().replaceFirst("\\.svc\\.cluster\\.local$", "")))
        .orElseGet(() -> new Destination("", cluster));
  }

  /** {@code subset v1 of shop.default}, or the host alone. */
  @Override
  public String toString() {
    return subset.isEmpty() ? host : "subset " + subset + " of " + host;
  }
}
