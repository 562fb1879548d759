package dev.meshlab.mesh.admission;

import dev.meshlab.mesh.manifest.Fields;
import dev.meshlab.mesh.schema.Type;
import io.fabric8.kubernetes.api.model.Quantity;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * The rules of the API server for the resources of a container (kubernetes,
 * ValidateResourceRequirements): a request must not exceed its limit.
 */
final class ResourceRules {

  private final Findings findings;

  ResourceRules(Findings findings) {
    this.findings = findings;
  }

  void check(Fields container) {
    Fields resources = container.below("resources");
    Fields requests = resources.below("requests");
    Fields limits = resources.below("limits");
    for (String name : requests.names()) {
      Optional<BigDecimal> request = amount(requests, name);
      Optional<BigDecimal> limit = amount(limits, name);
      if (request.isPresent() && limit.isPresent() && request.get().compareTo(limit.get()) > 0) {
        String message =
            "must be less than or equal to " + name + " limit of " + limits.string(name, "");
        findings.error(requests, name, message, "request less, or raise the limit");
      }
    }
  }

  /** Empty for a value that is not a quantity, which the schema reports. */
  private static Optional<BigDecimal> amount(Fields fields, String name) {
    return fields
        .string(name)
        .filter(Type.Quantity::isOne)
        .map(text -> Quantity.getAmountInBytes(new Quantity(text)));
  }
}
