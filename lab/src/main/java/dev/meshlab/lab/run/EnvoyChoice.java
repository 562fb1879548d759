package dev.meshlab.lab.run;

import dev.meshlab.lab.envoy.EnvoyBinary;
import dev.meshlab.lab.failure.MissingPrerequisite;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The Envoy of a run, which is looked for when it is first asked for, and once. Belongs to one
 * thread.
 */
final class EnvoyChoice {

  private final @Nullable Path named;
  private @Nullable EnvoyBinary outcome;

  /**
   * @param named by the user; null to look for one
   */
  EnvoyChoice(@Nullable Path named) {
    this.named = named;
  }

  Optional<EnvoyBinary.Found> ifThere() {
    return look() instanceof EnvoyBinary.Found found ? Optional.of(found) : Optional.empty();
  }

  /**
   * @throws MissingPrerequisite if there is none
   */
  EnvoyBinary.Found found() {
    EnvoyBinary binary = look();
    if (binary instanceof EnvoyBinary.Missing missing) {
      throw new MissingPrerequisite(missing.reason() + ".", missing.remedy());
    }
    return (EnvoyBinary.Found) binary;
  }

  private EnvoyBinary look() {
    if (outcome == null) {
      outcome = EnvoyBinary.find(named, System.getenv());
    }
    return outcome;
  }
}
