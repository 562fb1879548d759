package dev.meshlab.mesh.manifest;

import java.util.Comparator;
import java.util.List;

/**
 * What a set of files says.
 *
 * @param documents the objects, in the order of the files; those with errors included
 * @param problems everything found wrong, by file and line
 */
public record ManifestSet(List<Document> documents, List<Problem> problems) {

  public ManifestSet {
    documents = List.copyOf(documents);
    problems =
        problems.stream()
            .sorted(
                Comparator.comparing(Problem::file)
                    .thenComparingInt(Problem::line)
                    .thenComparingInt(problem -> problem.position().column()))
            .toList();
  }

  /** Whether a cluster would refuse any of it. */
  public boolean hasErrors() {
    return problems.stream().anyMatch(Problem::isError);
  }

  /** As if each Deployment and StatefulSet asked for so many pods; the files stay as they are. */
  public ManifestSet withReplicas(int pods) {
    return new ManifestSet(
        documents.stream().map(d -> isScalable(d) ? scaled(d, pods) : d).toList(), problems);
  }

  private static boolean isScalable(Document document) {
    return document.group().equals("apps")
        && (document.kind().equals("Deployment") || document.kind().equals("StatefulSet"));
  }

  private static Document scaled(Document document, int pods) {
    return document.withSpec("replicas", Scalar.plain(document.position(), Integer.toString(pods)));
  }

  /** The objects of one kind of an API group, whatever the version. */
  public List<Document> of(String group, String kind) {
    return documents.stream()
        .filter(d -> d.kind().equals(kind) && d.group().equals(group))
        .toList();
  }
}
