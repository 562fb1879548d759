package dev.meshlab.lab.session;

import dev.meshlab.client.load.Load;
import dev.meshlab.lab.run.Plan;
import dev.meshlab.lab.run.RunSettings;
import dev.meshlab.mesh.manifest.ManifestSet;
import java.util.List;
import java.util.function.Function;

/** The rules of a run in a cluster, over which others are applied under its calls. */
final class ChangingRules {

  private final ManifestSet written;
  private final Load load;
  private final RunSettings settings;
  private final Function<List<String>, ManifestSet> files;
  private final SessionPods pods;
  private ManifestSet now;

  /**
   * @param written the rules at first, with the pods
   * @param files reads manifests by their names
   * @param pods that stay
   */
  ChangingRules(
      ManifestSet written,
      Load load,
      RunSettings settings,
      Function<List<String>, ManifestSet> files,
      SessionPods pods) {
    this.written = written;
    this.load = load;
    this.settings = settings;
    this.files = files;
    this.pods = pods;
    this.now = written;
  }

  /**
   * Applies manifests over those that are there.
   *
   * @throws dev.meshlab.lab.failure.BadInput if they have other pods
   */
  void apply(List<String> names) throws InterruptedException {
    follow(now.applied(files.apply(names)));
  }

  /** Makes the rules those that were there at first. */
  void restore() throws InterruptedException {
    if (now != written) {
      follow(written);
    }
  }

  private void follow(ManifestSet next) throws InterruptedException {
    pods.follow(new Plan(next, load, settings));
    now = next;
  }
}
