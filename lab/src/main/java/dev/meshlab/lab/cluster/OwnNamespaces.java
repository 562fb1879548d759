package dev.meshlab.lab.cluster;

import dev.meshlab.lab.failure.BadInput;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The namespaces of one run. They are new, so that nothing else is in them, and whatever is in them
 * goes with them: a namespace that was there before is left as it is.
 */
public final class OwnNamespaces implements AutoCloseable {

  static final String MANAGED_BY = "app.kubernetes.io/managed-by";
  static final String LAB = "meshlab";

  /** The label of a namespace that an earlier run has left for people to look at. */
  private static final String KEPT = "meshlab.dev/kept";

  private static final Pattern BUILT_IN = Pattern.compile("default|kube-.*");

  /** More than pods take that have a second to end, and what is to be tidied behind them. */
  private static final Duration GONE = Duration.ofSeconds(90);

  private static final long POD_SECONDS = 1;

  private final Cluster cluster;
  private final Waiting waiting;
  private final boolean keeping;
  private final List<String> made = new ArrayList<>();

  /**
   * @param keeping whether they are left where they are when this is closed, for people to look at
   */
  public OwnNamespaces(Cluster cluster, boolean keeping, Waiting waiting) {
    this.cluster = cluster;
    this.keeping = keeping;
    this.waiting = waiting;
  }

  /**
   * Checks that these can be made: none is there, but for those that an earlier run has kept.
   *
   * @throws BadInput if one is not this lab's, or belongs to a run that has not ended
   */
  public static void check(Cluster cluster, Collection<String> names) {
    for (String name : names) {
      Namespace there = get(cluster, name);
      if (BUILT_IN.matcher(name).matches()) {
        throw new BadInput(
            "namespace %s is the cluster's own: play the files in another one with --namespace"
                .formatted(name));
      }
      if (there != null && !isKept(there) && !isGoing(there)) {
        throw new BadInput(
            isOurs(there)
                ? ("namespace %1$s belongs to a run of the lab that goes on, or that was killed; wait"
                        + " for its end, or remove it: kubectl delete namespace %1$s")
                    .formatted(name)
                : ("namespace %1$s exists in the cluster, and is not of this lab: nothing was changed"
                        + " in it; play the files in another one with --namespace, or remove it:"
                        + " kubectl delete namespace %1$s")
                    .formatted(name));
      }
    }
  }

  /** The change that making one would be, as a line. */
  public static String diff(Cluster cluster, String name) {
    return get(cluster, name) == null
        ? "+ Namespace " + name
        : "~ Namespace " + name + ": made anew, since an earlier run has kept it";
  }

  private static @Nullable Namespace get(Cluster cluster, String name) {
    return cluster.ask(
        "read namespace " + name, client -> client.namespaces().withName(name).get());
  }

  private static boolean isOurs(Namespace namespace) {
    Map<String, String> labels = namespace.getMetadata().getLabels();
    return labels != null && LAB.equals(labels.get(MANAGED_BY));
  }

  private static boolean isKept(Namespace namespace) {
    return isOurs(namespace) && namespace.getMetadata().getLabels().containsKey(KEPT);
  }

  private static boolean isGoing(Namespace namespace) {
    return namespace.getMetadata().getDeletionTimestamp() != null;
  }

  /**
   * Makes a namespace. One that an earlier run has kept goes first, with all that is in it.
   *
   * @param labels that the manifests give it
   */
  public void make(String name, Map<String, String> labels) throws InterruptedException {
    check(cluster, List.of(name));
    Namespace there = get(cluster, name);
    if (there != null) {
      // The pods of a namespace of others that is being removed have the time that they ask for.
      if (isKept(there)) {
        delete(name);
      }
      awaitGone(name, waiting);
    }
    Namespace namespace =
        new NamespaceBuilder()
            .withNewMetadata()
            .withName(name)
            .withLabels(labels)
            .addToLabels(MANAGED_BY, LAB)
            .endMetadata()
            .build();
    cluster.ask(
        "create namespace " + name, client -> client.namespaces().resource(namespace).create());
    made.add(name);
  }

  /** Removes the namespaces, unless they are kept, and returns when nothing of them is left. */
  @Override
  public void close() {
    if (keeping) {
      made.forEach(this::markAsKept);
      return;
    }
    List<RuntimeException> failures = new ArrayList<>();
    for (String name : made) {
      try {
        delete(name);
      } catch (RuntimeException failed) {
        failures.add(failed);
      }
    }
    if (!failures.isEmpty()) {
      throw failures.get(0);
    }
    awaitGone();
  }

  private void awaitGone() {
    try {
      for (String name : made) {
        awaitGone(name, Waiting.patient());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void markAsKept(String name) {
    cluster.ask(
        "label namespace " + name,
        client ->
            client
                .namespaces()
                .withName(name)
                .edit(
                    namespace ->
                        new NamespaceBuilder(namespace)
                            .editMetadata()
                            .addToLabels(KEPT, "true")
                            .endMetadata()
                            .build()));
  }

  /** The pods get little time to end: they have no calls to drain any more. */
  private void delete(String name) {
    cluster.ask(
        "remove namespace " + name,
        client -> {
          client.namespaces().withName(name).delete();
          return client.pods().inNamespace(name).withGracePeriod(POD_SECONDS).delete();
        });
  }

  private void awaitGone(String name, Waiting wait) throws InterruptedException {
    wait.await(
        cluster.ask(
            "watch namespace " + name,
            client -> client.namespaces().withName(name).informOnCondition(List::isEmpty)),
        GONE,
        () ->
            new ClusterFailed(
                ("namespace %s does not end: something in it waits for its finalizers; see kubectl"
                        + " get namespace %s -o yaml")
                    .formatted(name, name)));
  }
}
