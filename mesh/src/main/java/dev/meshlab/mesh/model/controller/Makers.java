package dev.meshlab.mesh.model.controller;

import dev.meshlab.mesh.manifest.Document;
import dev.meshlab.mesh.manifest.Fields;
import dev.meshlab.mesh.manifest.ManifestSet;
import dev.meshlab.mesh.manifest.Reads;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The objects of manifests that make pods, and that nothing else has made. */
public final class Makers {

  private static final String APPS = "apps";
  private static final String BATCH = "batch";

  private final ManifestSet manifests;
  private final Reads reads;
  private final Ownership ownership;
  private final int nodes;
  private final Autoscalers autoscalers;
  private final Set<String> scaledDown;

  /**
   * @param nodes how many nodes the cluster has; 0 when unknown
   */
  public Makers(ManifestSet manifests, Reads reads, Ownership ownership, int nodes) {
    this.manifests = manifests;
    this.reads = reads;
    this.ownership = ownership;
    this.nodes = nodes;
    this.autoscalers = new Autoscalers(manifests);
    this.scaledDown = Rollout.scaledDown(manifests);
  }

  /** All of them, kind by kind. */
  public List<Maker> all() {
    return Stream.of(
            of(APPS, "Deployment"),
            of(APPS, "StatefulSet"),
            of(APPS, Maker.DAEMON_SET),
            of(Rollout.GROUP, Rollout.KIND),
            of(APPS, "ReplicaSet"),
            of("", "ReplicationController"),
            of(BATCH, Maker.CRON_JOB),
            of(BATCH, Maker.JOB))
        .flatMap(List::stream)
        .filter(document -> ownership.owner(document).isEmpty())
        .map(this::maker)
        .toList();
  }

  private List<Document> of(String group, String kind) {
    return manifests.of(group, kind);
  }

  private Maker maker(Document document) {
    Fields root = Fields.of(document, reads);
    int replicas = replicas(document, root);
    if (!document.kind().equals(Rollout.KIND)) {
      return new Maker(document, root, template(document, root), replicas, Map.of());
    }
    Rollout rollout = new Rollout(document, root, manifests, reads);
    Optional<String> hash = rollout.hash();
    return new Maker(
        document,
        root,
        rollout.template(),
        replicas,
        hash.map(value -> Map.of(Rollout.HASH_LABEL, value)).orElse(Map.of()));
  }

  private static Fields template(Document document, Fields root) {
    boolean cron = document.kind().equals(Maker.CRON_JOB);
    return (cron ? root.below("spec").below("jobTemplate") : root).below("spec").below("template");
  }

  /** Pods of jobs come and go; they call, and nothing is to be called there. */
  private int replicas(Document document, Fields root) {
    if (document.group().equals(BATCH)) {
      return 0;
    }
    if (document.kind().equals(Maker.DAEMON_SET)) {
      return Math.max(1, nodes);
    }
    return scaledDown.contains(document.described())
        ? 0
        : autoscalers.replicas(document, root.below("spec").integer("replicas", 1));
  }
}
