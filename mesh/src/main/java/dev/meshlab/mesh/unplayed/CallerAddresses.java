package dev.meshlab.mesh.unplayed;

import dev.meshlab.mesh.diagnostic.DiagnosticId;
import dev.meshlab.mesh.manifest.Document;
import dev.meshlab.mesh.manifest.Fields;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The parts of an AuthorizationPolicy that ask for IP addresses. A cluster decides which addresses
 * callers and pods have, and in the lab all of them are on loopback.
 */
final class CallerAddresses {

  private static final List<String> SOURCES =
      List.of("ipBlocks", "notIpBlocks", "remoteIpBlocks", "notRemoteIpBlocks");

  private static final Set<String> CONDITIONS = Set.of("source.ip", "remote.ip", "destination.ip");

  private CallerAddresses() {}

  static Stream<Unplayed> of(Document policy) {
    Fields spec = Fields.of(policy).below("spec");
    Map<String, String> labels = spec.below("selector").stringMap("matchLabels");
    Touch touch = UnplayedKind.entered(policy.namespace(), labels);
    return spec.children("rules").stream()
        .flatMap(rule -> Stream.concat(ofSources(rule), ofConditions(rule)))
        .map(
            part ->
                new Unplayed(
                    DiagnosticId.NOT_HONOURED,
                    policy,
                    part.fields().path(part.name()),
                    part.fields().position(part.name()),
                    "rules on IP addresses",
                    "lets callers in by their IP address",
                    touch));
  }

  /** A field of some fields. */
  private record Part(Fields fields, String name) {}

  private static Stream<Part> ofSources(Fields rule) {
    return rule.children("from").stream()
        .map(from -> from.below("source"))
        .flatMap(
            source -> SOURCES.stream().filter(source::has).map(name -> new Part(source, name)));
  }

  private static Stream<Part> ofConditions(Fields rule) {
    return rule.children("when").stream()
        .filter(condition -> CONDITIONS.contains(condition.string("key", "")))
        .map(condition -> new Part(condition, "key"));
  }
}
