package dev.meshlab.mesh.manifest;

import dev.meshlab.mesh.diagnostic.Diagnostic;
import dev.meshlab.mesh.yaml.Scalar;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The objects of a set of files, and what is wrong with them. Immutable. */
public final class ManifestSet {

  private final List<Document> documents;
  private final List<Diagnostic> problems;
  private final List<IgnoreComment> ignoreComments;
  private final Map<String, List<Document>> byKind;
  private final PodCensus census;

  public ManifestSet(List<Document> documents, List<Diagnostic> problems) {
    this(documents, problems, List.of());
  }

  public ManifestSet(
      List<Document> documents, List<Diagnostic> problems, List<IgnoreComment> ignoreComments) {
    this(documents, problems, ignoreComments, PodCensus.NONE);
  }

  private ManifestSet(
      List<Document> documents,
      List<Diagnostic> problems,
      List<IgnoreComment> ignoreComments,
      PodCensus census) {
    this.census = census;
    this.ignoreComments = List.copyOf(ignoreComments);
    this.documents = List.copyOf(documents);
    this.problems =
        problems.stream()
            .sorted(
                Comparator.comparing(Diagnostic::file)
                    .thenComparingInt(Diagnostic::line)
                    .thenComparingInt(problem -> problem.position().column()))
            .toList();
    this.byKind =
        documents.stream()
            .collect(
                Collectors.groupingBy(
                    d -> key(d.group(), d.kind()), Collectors.toUnmodifiableList()));
  }

  private static String key(String group, String kind) {
    return group + "/" + kind;
  }

  /** The objects, in the order of the files; those with errors included. */
  public List<Document> documents() {
    return documents;
  }

  /** Everything found wrong, by file and line. */
  public List<Diagnostic> problems() {
    return problems;
  }

  /** The pods that workloads have, where it is not what the objects ask for. */
  public PodCensus census() {
    return census;
  }

  /** The same objects, of which some workloads have other pods than they ask for. */
  public ManifestSet withCensus(PodCensus other) {
    return new ManifestSet(documents, problems, ignoreComments, other);
  }

  /** The comments by which authors silence advice. */
  public List<IgnoreComment> ignoreComments() {
    return ignoreComments;
  }

  /** The same objects with more problems. */
  public ManifestSet with(List<Diagnostic> more) {
    return new ManifestSet(
        documents,
        Stream.concat(problems.stream(), more.stream()).toList(),
        ignoreComments,
        census);
  }

  /**
   * The objects after others were applied over them: one of the same kind, namespace and name takes
   * the place of the one before.
   */
  public ManifestSet applied(ManifestSet over) {
    Set<String> replaced =
        over.documents.stream().map(ManifestSet::identity).collect(Collectors.toSet());
    return new ManifestSet(
        Stream.concat(
                documents.stream().filter(document -> !replaced.contains(identity(document))),
                over.documents.stream())
            .toList(),
        Stream.concat(problems.stream(), over.problems.stream()).toList(),
        Stream.concat(ignoreComments.stream(), over.ignoreComments.stream()).toList(),
        census);
  }

  private static String identity(Document document) {
    return key(document.group(), document.kind())
        + " "
        + document.namespace()
        + "/"
        + document.name();
  }

  /** True if a cluster would refuse any of it. */
  public boolean hasErrors() {
    return problems.stream().anyMatch(Diagnostic::isError);
  }

  /** The same with other nodes; the files stay as they are. */
  public ManifestSet withNodes(ManifestSet nodes) {
    return new ManifestSet(
        Stream.concat(
                documents.stream().filter(document -> !isNode(document)),
                nodes.documents().stream())
            .toList(),
        problems,
        ignoreComments,
        census);
  }

  private static boolean isNode(Document document) {
    return document.group().isEmpty() && document.kind().equals("Node");
  }

  /**
   * As if each Deployment, StatefulSet and Rollout asked for that many pods, and no autoscaler for
   * others; the files stay as they are.
   */
  public ManifestSet withReplicas(int pods) {
    return new ManifestSet(
        documents.stream()
            .filter(d -> !isOfController(d) && !isAutoscaler(d))
            .map(d -> isScalable(d) ? scaled(d, pods) : d)
            .toList(),
        problems,
        ignoreComments,
        census);
  }

  /**
   * As if a workload asked for that many pods; the files stay as they are.
   *
   * @param workload by name, or {@code namespace/name}
   */
  public ManifestSet withReplicas(String workload, int pods) {
    return new ManifestSet(
        documents.stream()
            .map(d -> isScalable(d) && isNamed(d, workload) ? scaled(d, pods) : d)
            .toList(),
        problems,
        ignoreComments,
        census);
  }

  private static boolean isNamed(Document document, String name) {
    return name.equals(document.name())
        || name.equals(document.namespace() + "/" + document.name());
  }

  /** True for what a cluster's controllers have made for a number of pods that is not wanted. */
  private static boolean isOfController(Document document) {
    List<String> owners =
        Fields.of(document).below("metadata").children("ownerReferences").stream()
            .map(owner -> owner.string("kind", ""))
            .toList();
    return switch (document.kind()) {
      case "Pod" -> !owners.isEmpty();
      case "EndpointSlice" -> owners.contains("Service");
      default -> false;
    };
  }

  private static boolean isAutoscaler(Document document) {
    return switch (document.kind()) {
      case "HorizontalPodAutoscaler" -> document.group().equals("autoscaling");
      case "ScaledObject" -> document.group().equals("keda.sh");
      default -> false;
    };
  }

  private static boolean isScalable(Document document) {
    return switch (document.kind()) {
      case "Deployment", "StatefulSet" -> document.group().equals("apps");
      case "Rollout" -> document.group().equals("argoproj.io");
      default -> false;
    };
  }

  private static Document scaled(Document document, int pods) {
    return document.withSpec("replicas", Scalar.plain(document.position(), Integer.toString(pods)));
  }

  /**
   * As if the objects were in another namespace; the files stay as they are. Those of several
   * namespaces go to as many, {@code name-theirs}; Istio's own stay.
   */
  public ManifestSet inNamespace(String name) {
    Set<String> theirs =
        documents.stream()
            .map(Document::namespace)
            .filter(each -> !each.isEmpty() && !each.equals(IstioNames.CONTROL_PLANE_NAMESPACE))
            .collect(Collectors.toCollection(TreeSet::new));
    List<Document> moved = documents;
    for (String from : theirs) {
      NamespaceMove move = new NamespaceMove(from, theirs.size() == 1 ? name : name + "-" + from);
      moved = moved.stream().map(move::of).toList();
    }
    return new ManifestSet(moved, problems, ignoreComments, census);
  }

  /** The objects of one kind of an API group, whatever the version. */
  public List<Document> of(String group, String kind) {
    return byKind.getOrDefault(key(group, kind), List.of());
  }
}
