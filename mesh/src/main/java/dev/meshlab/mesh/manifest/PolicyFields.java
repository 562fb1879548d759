package dev.meshlab.mesh.manifest;

import java.util.Optional;
import java.util.stream.Stream;

/**
 * A traffic policy of a DestinationRule as it is written: that of the host, of a subset, or of a
 * port of either.
 *
 * @param fields of the policy
 * @param inherited the policy from which a block comes that is not written here: the host's for a
 *     subset; empty for a port, whose settings take the place of the whole
 * @param subset the subset that it is of; empty for the host
 * @param port the port that it is for; empty for a policy for all ports
 */
public record PolicyFields(
    Fields fields, Optional<Fields> inherited, Optional<Fields> subset, Optional<Integer> port) {

  private static final String POLICY = "trafficPolicy";
  private static final Optional<Integer> ALL_PORTS = Optional.empty();

  /** Those of a rule, the host's first. */
  public static Stream<PolicyFields> of(Fields spec) {
    Optional<Fields> own = spec.child(POLICY);
    Stream<PolicyFields> host =
        own.stream()
            .map(fields -> new PolicyFields(fields, Optional.empty(), Optional.empty(), ALL_PORTS));
    Stream<PolicyFields> subsets =
        spec.children("subsets").stream().flatMap(subset -> ofSubset(subset, own));
    return Stream.concat(host, subsets).flatMap(PolicyFields::withPorts);
  }

  private static Stream<PolicyFields> ofSubset(Fields subset, Optional<Fields> own) {
    return subset.child(POLICY).stream()
        .map(fields -> new PolicyFields(fields, own, Optional.of(subset), ALL_PORTS));
  }

  private Stream<PolicyFields> withPorts() {
    return Stream.concat(
        Stream.of(this), fields.children("portLevelSettings").stream().map(this::atPort));
  }

  private PolicyFields atPort(Fields settings) {
    int number = settings.below("port").integer("number", 0);
    return new PolicyFields(settings, Optional.empty(), subset, Optional.of(number));
  }
}
