package dev.meshlab.mesh.admission;

import dev.meshlab.mesh.manifest.Fields;
import java.util.List;
import java.util.Optional;

/** The webhook's rules for what a route names as its destinations. */
final class DestinationRefRules {

  private final Findings findings;

  DestinationRefRules(Findings findings) {
    this.findings = findings;
  }

  /** A route's destinations and weights. Sums other than 100 are fine: weights are relative. */
  void checkWeighted(Fields route) {
    List<Fields> destinations = route.children("route");
    destinations.forEach(to -> to.child("destination").ifPresent(this::check));
    long total = destinations.stream().mapToLong(to -> to.integer("weight").orElse(0L)).sum();
    if (destinations.size() > 1 && total == 0) {
      String hint = "give at least one of the routes a weight";
      findings.error(route, "route", "total destination weight = 0", hint);
    }
  }

  /** One destination (validateDestination). */
  void check(Fields destination) {
    if (destination.has("host")) {
      String host = destination.string("host", "");
      Optional<String> wrong =
          host.equals("*") ? Optional.of("invalid destination host *") : DnsNames.wildcard(host);
      findings.refuse(destination, "host", host, wrong, "name a Service");
    }
    if (!destination.string("subset", "").isEmpty()) {
      DestinationRuleRules.subsetName(
          findings, destination, "subset", destination.string("subset", ""));
    }
    destination
        .child("port")
        .filter(port -> !port.has("number"))
        .ifPresent(
            port -> {
              String message = "port number 0 must be in the range 1..65535";
              findings.error(
                  port,
                  "number",
                  message,
                  "write the number of a port of the Service, or remove port");
            });
  }
}
