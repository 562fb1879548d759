package dev.meshlab.mesh.cause;

import dev.meshlab.mesh.advice.context.AdviceContext;
import dev.meshlab.mesh.diagnostic.Idle;
import dev.meshlab.mesh.diagnostic.Idle.Side;
import dev.meshlab.mesh.manifest.Document;
import dev.meshlab.mesh.manifest.Fields;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The patches of an EnvoyFilter by the proxies that apply them (istio.io/api, EnvoyFilter
 * PatchContext).
 */
final class Patches {

  private static final String ANY = "ANY";
  private static final Set<String> OF_CALLERS = Set.of("SIDECAR_OUTBOUND", ANY);
  private static final Set<String> OF_GATEWAYS = Set.of("GATEWAY", ANY);
  private static final Set<String> OF_PODS = Set.of("SIDECAR_INBOUND");

  private Patches() {}

  /** The patches on the callers' side that are idle if none of these callers applies the filter. */
  static List<Idle> ofCallers(Document filter, Side side) {
    return of(filter, side == Side.GATEWAYS ? OF_GATEWAYS : OF_CALLERS, side);
  }

  /** The patches on the pods' side. */
  static List<Idle> ofPods(Document filter) {
    return of(filter, OF_PODS, Side.BOTH);
  }

  /** The filter as a whole, where it has no other patches. */
  private static List<Idle> of(Document filter, Set<String> contexts, Side side) {
    List<Fields> patches = AdviceContext.spec(filter).children("configPatches");
    List<Fields> meant =
        patches.stream()
            .filter(patch -> contexts.contains(patch.below("match").string("context", ANY)))
            .toList();
    Stream<String> blocks =
        meant.size() == patches.size() && !meant.isEmpty()
            ? Stream.of("")
            : meant.stream().map(Fields::path);
    return blocks.map(block -> new Idle(filter.position(), block, side)).toList();
  }
}
