package dev.meshlab.mesh.admission;

import dev.meshlab.mesh.manifest.Fields;
import java.math.BigInteger;
import java.util.HashSet;
import java.util.Set;

/** The webhook's rules for a load balancer (validateLoadBalancer). */
final class LoadBalancerRules {

  private static final long TABLE_SIZE_LIMIT = 5_000_011;

  private final Findings findings;
  private final LocalityRules localities;

  LoadBalancerRules(Findings findings) {
    this.findings = findings;
    this.localities = new LocalityRules(findings);
  }

  void check(Fields loadBalancer) {
    loadBalancer.child("consistentHash").ifPresent(this::consistentHash);
    findings.errorIf(
        loadBalancer.has("localityLbSetting") && loadBalancer.has("zoneAwareLbSetting"),
        loadBalancer,
        "zoneAwareLbSetting",
        "only one of localityLbSetting and zoneAwareLbSetting can be set",
        "keep one of them");
    loadBalancer.child("localityLbSetting").ifPresent(localities::check);
    loadBalancer.child("zoneAwareLbSetting").ifPresent(localities::checkZoneAware);
    Fields warmup = loadBalancer.below("warmup");
    findings.errorIf(
        warmup.number("aggression").filter(a -> a == 0).isPresent(),
        warmup,
        "aggression",
        "aggression should be greater than 0",
        "1.0 is a straight line");
  }

  private void consistentHash(Fields hash) {
    hash.child("httpCookie").ifPresent(this::cookie);
    boolean algorithm = hash.has("ringHash") || hash.has("maglev");
    findings.errorIf(
        algorithm && hash.integer("minimumRingSize").orElse(0L) != 0,
        hash,
        "minimumRingSize",
        "only one of MinimumRingSize or Maglev/Ringhash can be specified",
        "write ringHash: {minimumRingSize: …}");
    hash.child("maglev").ifPresent(this::maglev);
  }

  private void cookie(Fields cookie) {
    findings.errorIf(
        cookie.string("name").filter(String::isEmpty).isPresent(),
        cookie,
        "name",
        "name required for HttpCookie",
        "name the cookie");
    Set<String> names = new HashSet<>();
    for (Fields attribute : cookie.children("attributes")) {
      String name = attribute.string("name", "");
      if (attribute.has("name") && name.isEmpty()) {
        String message = "cookie attribute name cannot be empty";
        findings.error(attribute, "name", message, "name it, as SameSite");
      } else if (!names.add(name)) {
        String message = "duplicate cookie attribute name: " + name;
        findings.error(attribute, "name", message, "keep one of them");
      }
    }
  }

  private void maglev(Fields maglev) {
    long size = maglev.integer("tableSize").orElse(0L);
    if (size == 0) {
      findings.error(maglev, "tableSize", "tableSize must be set for maglev", "65537 is one");
    } else if (size >= TABLE_SIZE_LIMIT) {
      String message = "tableSize must be less than " + TABLE_SIZE_LIMIT + " for maglev";
      findings.error(maglev, "tableSize", message, "write 65537");
    } else if (size > 1 && !isPrime(size)) {
      String message = "tableSize must be a prime number for maglev";
      findings.error(maglev, "tableSize", message, "65537 is one");
    }
  }

  private static boolean isPrime(long number) {
    return BigInteger.valueOf(number).isProbablePrime(50);
  }
}
