package dev.meshlab.lab.controlplane;

import dev.meshlab.lab.failure.Broken;
import java.time.Duration;
import java.util.List;

/** A configuration that was not in force in time; says what it still waits for. */
public final class UnacknowledgedConfiguration extends Broken {
  private static final long serialVersionUID = 1L;

  UnacknowledgedConfiguration(NodeGroup group, Duration bound, List<String> missing) {
    super(
        "the configuration of %s is not in force after %d ms: %s"
            .formatted(group, bound.toMillis(), String.join("; ", missing)));
  }
}
