package dev.meshlab.mesh.translate.xds;

import dev.meshlab.mesh.manifest.Fields;
import io.envoyproxy.envoy.config.core.v3.RuntimeFractionalPercent;
import io.envoyproxy.envoy.type.v3.FractionalPercent;
import io.envoyproxy.envoy.type.v3.FractionalPercent.DenominatorType;

/** Istio's percentages to Envoy's fractions. */
public final class Percentages {

  private Percentages() {}

  /** A {@code Percent}, which has four decimals; further ones are cut off. */
  public static FractionalPercent ofPercent(Fields percent) {
    return FractionalPercent.newBuilder()
        .setNumerator((int) (percent.number("value").orElse(0.0) * 10_000))
        .setDenominator(DenominatorType.MILLION)
        .build();
  }

  public static FractionalPercent ofWhole(int percent) {
    return FractionalPercent.newBuilder().setNumerator(percent).build();
  }

  public static RuntimeFractionalPercent always(FractionalPercent fraction) {
    return RuntimeFractionalPercent.newBuilder().setDefaultValue(fraction).build();
  }
}
