package dev.meshlab.mesh.translate.cluster;

import com.google.protobuf.UInt64Value;
import dev.meshlab.mesh.manifest.Fields;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.config.cluster.v3.Cluster.LbPolicy;
import io.envoyproxy.envoy.config.cluster.v3.Cluster.MaglevLbConfig;
import io.envoyproxy.envoy.config.cluster.v3.Cluster.RingHashLbConfig;
import java.util.Optional;

/** The table of {@code consistentHash}; what is hashed, its key, is a matter of routes. */
final class ConsistentHashes {

  /** The smallest ring where the author names neither algorithm; Envoy's own default as well. */
  private static final long RING = 1024;

  private ConsistentHashes() {}

  /** As ApplyRingHashLoadBalancer of istio/istio, core/cluster_traffic_policy.go. */
  static void apply(Fields consistentHash, Cluster.Builder cluster) {
    Optional<Fields> maglev = consistentHash.child("maglev");
    Optional<Fields> ringHash = consistentHash.child("ringHash");
    cluster.setLbPolicy(maglev.isPresent() ? LbPolicy.MAGLEV : LbPolicy.RING_HASH);
    if (maglev.isPresent()) {
      size(maglev.get(), "tableSize")
          .map(MaglevLbConfig.newBuilder()::setTableSize)
          .ifPresent(cluster::setMaglevLbConfig);
    } else if (ringHash.isPresent()) {
      size(ringHash.get(), "minimumRingSize").ifPresent(size -> ring(size, cluster));
    } else {
      ring(size(consistentHash, "minimumRingSize").orElse(UInt64Value.of(RING)), cluster);
    }
  }

  private static void ring(UInt64Value minimum, Cluster.Builder cluster) {
    cluster.setRingHashLbConfig(RingHashLbConfig.newBuilder().setMinimumRingSize(minimum));
  }

  private static Optional<UInt64Value> size(Fields fields, String field) {
    return fields.integer(field).filter(size -> size != 0).map(UInt64Value::of);
  }
}
