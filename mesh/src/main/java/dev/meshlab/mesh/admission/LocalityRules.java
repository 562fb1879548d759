package dev.meshlab.mesh.admission;

import dev.meshlab.mesh.manifest.Fields;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The webhook's rules for locality settings (ValidateLocalityLbSetting and its zone-aware twin).
 */
final class LocalityRules {

  private static final Set<String> TOPOLOGY =
      Set.of(
          "topology.kubernetes.io/region",
          "topology.kubernetes.io/zone",
          "topology.istio.io/subzone");

  private final Findings findings;

  LocalityRules(Findings findings) {
    this.findings = findings;
  }

  void check(Fields locality) {
    if (!locality.children("distribute").isEmpty() && !locality.children("failover").isEmpty()) {
      findings.error(
          locality,
          "failover",
          "can not simultaneously specify 'distribute' and 'failover'",
          "keep one of them");
      return;
    }
    if (!locality.children("failover").isEmpty()) {
      String message =
          "can not simultaneously set 'failover' and topology label '%s' in"
              + " 'failover_priority'";
      noTopology(locality, message, "keep one of the two");
    }
    distribute(locality);
    locality.children("failover").forEach(failover -> failover(failover, "locality lb"));
  }

  void checkZoneAware(Fields zoneAware) {
    String message = "'failover_priority' for zone aware lb must not use topology label '%s'";
    noTopology(zoneAware, message, "region and zone are handled without it");
    zoneAware.children("failover").forEach(failover -> failover(failover, "zone aware lb"));
  }

  private void noTopology(Fields setting, String message, String hint) {
    for (String label : setting.strings("failoverPriority")) {
      if (TOPOLOGY.contains(label)) {
        findings.error(setting, "failoverPriority", label, message.formatted(label), hint);
      }
    }
  }

  private void distribute(Fields locality) {
    List<String> sources = new ArrayList<>();
    for (Fields distribute : locality.children("distribute")) {
      sources.add(distribute.string("from", ""));
      Fields to = distribute.below("to");
      weights(distribute, to);
      overlap(List.copyOf(to.names()))
          .ifPresent(m -> findings.error(distribute, "to", m, "name each once"));
    }
    overlap(sources).ifPresent(m -> findings.error(locality, "distribute", m, "name each once"));
  }

  private void weights(Fields distribute, Fields to) {
    long total = 0;
    for (String name : to.names()) {
      long weight = to.integer(name).orElse(0L);
      total += weight;
      if (weight < 1 || weight > 100) {
        String message = "locality weight must be in range [1, 100]";
        findings.error(to, name, message, "omit a locality that should get no traffic");
        return;
      }
    }
    if (total != 100) {
      String message = "total locality weight " + total + " != 100";
      findings.error(distribute, "to", message, "make the weights sum to 100");
    }
  }

  private void failover(Fields failover, String kind) {
    String from = failover.string("from", "");
    String to = failover.string("to", "");
    findings.errorIf(
        from.equals(to),
        failover,
        "to",
        kind + " failover settings must specify different regions",
        "name another region");
    findings.errorIf(
        from.contains("/") || to.contains("/"),
        failover,
        "from",
        kind + " failover only specify region",
        "write the region without a zone");
    findings.errorIf(
        from.contains("*") || to.contains("*"),
        failover,
        "from",
        kind + " failover region should not contain '*' wildcard",
        "name the region");
  }

  /** The first fault of some localities, each compared with the localities before it. */
  private static Optional<String> overlap(List<String> localities) {
    List<List<String>> seen = new ArrayList<>();
    for (String locality : localities) {
      int star = locality.indexOf('*');
      if (star >= 0 && star != locality.length() - 1) {
        return Optional.of(
            "locality %s wildcard '*' number can not exceed 1 and must be in the end"
                .formatted(locality));
      }
      List<String> parts = List.of(locality.split("/", 3));
      if (parts.contains("")) {
        return Optional.of(
            "locality %s must not contain empty region/zone/subzone info".formatted(locality));
      }
      if (seen.stream().anyMatch(before -> covers(before, parts))) {
        return Optional.of("locality %s overlap with previous specified ones".formatted(locality));
      }
      seen.add(parts);
    }
    return Optional.empty();
  }

  /** Istio looks only at what came before, and at the same or a higher level of it. */
  private static boolean covers(List<String> before, List<String> parts) {
    if (before.equals(List.of("*"))) {
      return true;
    }
    int level = Math.min(before.size(), parts.size());
    for (int i = 0; i < level; i++) {
      boolean wild = i > 0 && before.get(i).equals("*");
      if (!wild && !before.get(i).equals(parts.get(i))) {
        return false;
      }
    }
    return true;
  }
}
