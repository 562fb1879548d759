package dev.meshlab.lab.cluster;

/** The flag for which a cluster is needed, as messages have it. */
public enum ClusterNeed {
  PLANE("the plane kubernetes", "leave kubernetes out of --planes."),
  PROXY("--from-cluster", "leave out --from-cluster, to see what would be sent.");

  private final String subject;
  private final String without;

  ClusterNeed(String subject, String without) {
    this.subject = subject;
    this.without = without;
  }

  /** The subject of a sentence. */
  String subject() {
    return subject;
  }

  /** The remedy where there is no cluster, as the end of a sentence. */
  String without() {
    return without;
  }
}
