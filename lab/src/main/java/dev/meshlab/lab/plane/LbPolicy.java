package dev.meshlab.lab.plane;

import java.util.Arrays;
import java.util.Optional;

/** The policy by which a client balances among the addresses of one name, as gRPC spells it. */
public enum LbPolicy {
  /** All calls of a channel go to one address: gRPC's default. */
  PICK_FIRST("pick_first"),
  /** The calls of a channel go to all addresses in turn. */
  ROUND_ROBIN("round_robin");

  private final String name;

  LbPolicy(String name) {
    this.name = name;
  }

  /** The policy of a name. */
  public static Optional<LbPolicy> of(String name) {
    return Arrays.stream(values()).filter(policy -> policy.name.equals(name)).findFirst();
  }

  @Override
  public String toString() {
    return name;
  }
}
