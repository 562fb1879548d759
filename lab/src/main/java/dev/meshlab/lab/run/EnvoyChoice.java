package dev.meshlab.lab.run;

import dev.meshlab.lab.envoy.EnvoyBinary;
import dev.meshlab.lab.failure.MissingPrerequisite;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The Envoy of a run.
 *
 * @param named by the user; null to look for one
 */
record EnvoyChoice(@Nullable Path named) {

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
    return EnvoyBinary.find(named, System.getenv());
  }
}
