package dev.meshlab.lab.live;

import dev.meshlab.lab.live.Change.Timed;
import dev.meshlab.mesh.manifest.ManifestSet;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/**
 * The changes that are made under a load.
 *
 * @param changes in the order of their times; each waits for the end of the one before
 * @param repeats how often the load is run with all of them, each time from the same beginning
 * @param files reads the manifests that a change applies, by their names
 */
public record ChangePlan(
    List<Timed> changes, int repeats, Function<List<String>, ManifestSet> files) {

  public ChangePlan {
    changes = List.copyOf(changes);
  }

  /** True if a process is killed, which takes a pod whose processes can be. */
  public boolean isKilling() {
    return changes.stream().anyMatch(each -> each.what() instanceof Change.Kill);
  }

  /** True if the connections of the client are ended, which takes connections that can be. */
  public boolean isDisconnecting() {
    return changes.stream().anyMatch(each -> each.what() instanceof Change.Disconnect);
  }

  /**
   * The end of the calls, after the first one. However late the last change was done, they go on
   * after it for as long as they were to.
   *
   * @param duration of the calls, as they are planned
   * @param done when the last change was done, after the first call
   */
  public Duration end(Duration duration, Duration done) {
    Duration last = changes.stream().map(Timed::after).reduce(Duration.ZERO, (a, b) -> b);
    return done.plus(duration.minus(last));
  }
}
