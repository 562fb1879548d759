package dev.meshlab.mesh.manifest;

import java.math.BigInteger;

/** The webhook's rules for one traffic policy of a DestinationRule. */
final class TrafficPolicyRules {

  private final IstioRules rules;

  TrafficPolicyRules(IstioRules rules) {
    this.rules = rules;
  }

  void check(Fields policy) {
    loadBalancer(policy.below("loadBalancer"));
    for (Fields settings : policy.children("portLevelSettings")) {
      loadBalancer(settings.below("loadBalancer"));
    }
  }

  private void loadBalancer(Fields loadBalancer) {
    Fields maglev = loadBalancer.below("consistentHash").below("maglev");
    if (maglev.integer("tableSize").filter(size -> !isPrime(size)).isPresent()) {
      String message = "tableSize must be a prime number for maglev";
      rules.error(maglev, "tableSize", message, "65537 is one");
    }
    locality(loadBalancer.below("localityLbSetting"));
  }

  private static boolean isPrime(long number) {
    return BigInteger.valueOf(number).isProbablePrime(50);
  }

  private void locality(Fields locality) {
    if (locality.has("distribute") && locality.has("failover")) {
      rules.error(
          locality,
          "failover",
          "can not simultaneously specify 'distribute' and 'failover'",
          "keep one of them");
    }
    for (Fields distribute : locality.children("distribute")) {
      Fields to = distribute.below("to");
      long total = to.names().stream().mapToLong(name -> to.integer(name).orElse(0L)).sum();
      if (total != 100) {
        String message = "total locality weight " + total + " != 100";
        rules.error(distribute, "to", message, "make the weights sum to 100");
      }
    }
  }
}
