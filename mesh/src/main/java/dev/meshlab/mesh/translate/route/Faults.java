package dev.meshlab.mesh.translate.route;

import com.google.rpc.Code;
import dev.meshlab.mesh.manifest.Fields;
import dev.meshlab.mesh.translate.xds.Percentages;
import dev.meshlab.mesh.translate.xds.Protos;
import io.envoyproxy.envoy.extensions.filters.common.fault.v3.FaultDelay;
import io.envoyproxy.envoy.extensions.filters.http.fault.v3.FaultAbort;
import io.envoyproxy.envoy.extensions.filters.http.fault.v3.HTTPFault;
import java.util.Arrays;
import java.util.Optional;

/** {@code fault} to a filter's settings (istio/istio, core/route/route.go TranslateFault). */
final class Faults {

  private Faults() {}

  static HTTPFault of(Fields fault) {
    HTTPFault.Builder out = HTTPFault.newBuilder();
    fault.child("delay").filter(d -> d.has("fixedDelay")).ifPresent(d -> out.setDelay(delay(d)));
    fault
        .child("abort")
        .filter(abort -> abort.has("httpStatus") || abort.has("grpcStatus"))
        .ifPresent(abort -> out.setAbort(abort(abort)));
    return out.build();
  }

  /** Without a percentage, the deprecated whole number counts, which is 0 unless it is set. */
  private static FaultDelay delay(Fields delay) {
    FaultDelay.Builder out = FaultDelay.newBuilder();
    out.setPercentage(
        delay
            .child("percentage")
            .map(Percentages::ofPercent)
            .orElseGet(() -> Percentages.ofWhole(delay.integer("percent", 0))));
    delay.duration("fixedDelay").map(Protos::duration).ifPresent(out::setFixedDelay);
    return out.build();
  }

  private static FaultAbort abort(Fields abort) {
    FaultAbort.Builder out = FaultAbort.newBuilder();
    abort.child("percentage").map(Percentages::ofPercent).ifPresent(out::setPercentage);
    abort.string("grpcStatus").flatMap(Faults::code).ifPresent(out::setGrpcStatus);
    abort.integer("httpStatus").map(Long::intValue).ifPresent(out::setHttpStatus);
    return out.build();
  }

  /** Empty for a name that Istio would refuse: what has errors is translated as far as it goes. */
  private static Optional<Integer> code(String name) {
    return Arrays.stream(Code.values())
        .filter(code -> code != Code.UNRECOGNIZED && code.name().equals(name))
        .map(Code::getNumber)
        .findFirst();
  }
}
