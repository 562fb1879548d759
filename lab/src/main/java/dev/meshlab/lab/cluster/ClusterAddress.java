package dev.meshlab.lab.cluster;

import dev.meshlab.lab.failure.MissingPrerequisite;
import io.fabric8.kubernetes.api.model.NamedContext;
import io.fabric8.kubernetes.client.Config;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The place of a cluster, as kubectl's flags of the same names give it.
 *
 * @param kubeconfig the file; null for what KUBECONFIG names, or {@code ~/.kube/config}
 * @param context of the file; null for its current one
 * @param need for which it is asked
 */
public record ClusterAddress(
    @Nullable Path kubeconfig, @Nullable String context, ClusterNeed need) {

  private static final int CONNECT_MILLIS = 5_000;

  /**
   * The settings of a client.
   *
   * @throws MissingPrerequisite if there is no such context
   */
  Config config() {
    Config found = kubeconfig == null ? Config.autoConfigure(context) : ofFile(kubeconfig);
    List<String> names =
        found.getContexts() == null
            ? List.of()
            : found.getContexts().stream().map(NamedContext::getName).toList();
    if (context != null && !names.contains(context)) {
      throw new MissingPrerequisite(
          "%s has no context %s.".formatted(file(), context),
          names.isEmpty()
              ? "Name a file that has it with --kubeconfig" + otherwise()
              : "It has %s: name one of them with --context%s"
                  .formatted(
                      names.stream().sorted().collect(Collectors.joining(", ")), otherwise()));
    }
    if (names.isEmpty() && Config.DEFAULT_MASTER_URL.startsWith(trimmed(found.getMasterUrl()))) {
      throw new MissingPrerequisite(
          need.subject()
              + " needs a cluster, and there is no kubeconfig: neither what KUBECONFIG names"
              + " nor ~/.kube/config has one.",
          "Name one with --kubeconfig" + otherwise());
    }
    // A copy would be completed from the current context, with its credentials.
    found.setConnectionTimeout(CONNECT_MILLIS);
    found.setRequestRetryBackoffLimit(0);
    return found;
  }

  /** The remedy beside that of naming another cluster, as the end of a sentence. */
  String otherwise() {
    return ", or " + need.without();
  }

  private static String trimmed(String url) {
    return url.replaceFirst("/$", "");
  }

  private Config ofFile(Path file) {
    if (!Files.isReadable(file)) {
      throw new MissingPrerequisite(
          "--kubeconfig %s: there is no such file.".formatted(file),
          "Check the path" + otherwise());
    }
    return Config.fromKubeconfig(context, file.toFile());
  }

  private String file() {
    return kubeconfig == null ? "the kubeconfig" : kubeconfig.toString();
  }

  /** The refusal of an answer, with what to do. */
  MissingPrerequisite refused(Config config, String why) {
    return new MissingPrerequisite(
        "%s needs a cluster, and the one at %s refuses: %s."
            .formatted(need.subject(), config.getMasterUrl(), why),
        "Name another with --context or --kubeconfig" + otherwise());
  }

  /** The lack of an answer, with what to do. */
  MissingPrerequisite unreachable(Config config, String why) {
    NamedContext current = config.getCurrentContext();
    String which = current == null ? "no context of a kubeconfig" : "context " + current.getName();
    return new MissingPrerequisite(
        "%s needs a cluster, and none answers at %s (%s): %s."
            .formatted(need.subject(), config.getMasterUrl(), which, why),
        "Start it, name another with --context or --kubeconfig" + otherwise());
  }
}
