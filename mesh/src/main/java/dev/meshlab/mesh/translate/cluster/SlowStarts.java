package dev.meshlab.mesh.translate.cluster;

import dev.meshlab.mesh.manifest.Fields;
import dev.meshlab.mesh.translate.xds.Protos;
import io.envoyproxy.envoy.config.cluster.v3.Cluster.SlowStartConfig;
import io.envoyproxy.envoy.config.core.v3.RuntimeDouble;
import io.envoyproxy.envoy.type.v3.Percent;
import java.util.Optional;

/** {@code warmup}, and {@code warmupDurationSecs} which it replaces. */
final class SlowStarts {

  /** The literal that istiod sends; such a runtime key is never set, so the default counts. */
  private static final String RUNTIME_KEY = "(";

  private static final double LINEAR = 1;
  private static final double MINIMUM_PERCENT = 10;

  private SlowStarts() {}

  static Optional<SlowStartConfig> of(Fields loadBalancer) {
    return loadBalancer
        .child("warmup")
        .map(SlowStarts::warmup)
        .or(() -> loadBalancer.duration("warmupDurationSecs").map(SlowStarts::window));
  }

  private static SlowStartConfig warmup(Fields warmup) {
    SlowStartConfig.Builder config =
        SlowStartConfig.newBuilder()
            .setAggression(
                RuntimeDouble.newBuilder()
                    .setDefaultValue(warmup.number("aggression").orElse(LINEAR))
                    .setRuntimeKey(RUNTIME_KEY))
            .setMinWeightPercent(
                Percent.newBuilder()
                    .setValue(warmup.number("minimumPercent").orElse(MINIMUM_PERCENT)));
    warmup.duration("duration").map(Protos::duration).ifPresent(config::setSlowStartWindow);
    return config.build();
  }

  private static SlowStartConfig window(java.time.Duration window) {
    return SlowStartConfig.newBuilder().setSlowStartWindow(Protos.duration(window)).build();
  }
}
