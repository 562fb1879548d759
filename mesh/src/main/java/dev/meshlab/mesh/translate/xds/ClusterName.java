package dev.meshlab.mesh.translate.xds;

import java.util.Optional;

/**
 * The name of an outbound cluster, taken apart (istio/istio, model.ParseSubsetKey).
 *
 * @param port of the Service
 * @param subset of a DestinationRule; empty for all pods
 * @param host of the Service
 */
public record ClusterName(int port, String subset, String host) {

  /** The name that has none of these parts, as that of a cluster which is not of a Service. */
  public static final ClusterName NONE = new ClusterName(0, "", "");

  private static final String OUTBOUND = "outbound";
  private static final int PARTS = 4;

  /** Empty for a cluster that is not of a Service. */
  public static Optional<ClusterName> parse(String cluster) {
    String[] parts = cluster.split("\\|", PARTS);
    return parts.length == PARTS && parts[0].equals(OUTBOUND) && parts[1].matches("\\d{1,5}")
        ? Optional.of(new ClusterName(Integer.parseInt(parts[1]), parts[2], parts[3]))
        : Optional.empty();
  }

  /** As xDS spells it. */
  @Override
  public String toString() {
    return OUTBOUND + "|" + port + "|" + subset + "|" + host;
  }
}
