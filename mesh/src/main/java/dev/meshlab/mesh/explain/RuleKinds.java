package dev.meshlab.mesh.explain;

import java.util.Set;

/** The kinds that tell proxies and clients what to do with calls. */
public final class RuleKinds {

  private static final Set<String> ALL =
      Set.of(
          "DestinationRule",
          "EnvoyFilter",
          "GRPCRoute",
          "Gateway",
          "PeerAuthentication",
          "VirtualService");

  private RuleKinds() {}

  /** Whether an object of this kind is a rule, of Istio or of the Gateway API. */
  public static boolean contain(String kind) {
    return ALL.contains(kind);
  }
}
