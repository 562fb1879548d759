package dev.meshlab.mesh.advice;

import dev.meshlab.mesh.advice.context.AdviceContext;
import dev.meshlab.mesh.advice.context.Adviser;
import dev.meshlab.mesh.advice.context.Block;
import dev.meshlab.mesh.advice.context.KnownLabels;
import dev.meshlab.mesh.diagnostic.Diagnostic;
import dev.meshlab.mesh.diagnostic.DiagnosticId;
import dev.meshlab.mesh.manifest.Document;
import dev.meshlab.mesh.manifest.Fields;
import dev.meshlab.mesh.manifest.RewrittenFields;
import dev.meshlab.mesh.model.Service;
import dev.meshlab.mesh.model.name.Hosts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Subsets that are called like a version, and choose the pods of another. */
final class SubsetNameAdvice implements Adviser {

  @Override
  public List<Diagnostic> advise(AdviceContext context) {
    List<Diagnostic> advice = new ArrayList<>();
    for (Document document : context.manifests().of(AdviceContext.NETWORKING, "DestinationRule")) {
      Fields spec = AdviceContext.spec(document);
      List<Fields> subsets = spec.children("subsets");
      String host = Hosts.resolve(spec.string("host", ""), document.namespace());
      List<Service> services =
          subsets.isEmpty() ? List.of() : context.mesh().servicesCoveredBy(host);
      KnownLabels known = LabelAdvice.ofEndpoints(context, services);
      for (Fields subset : subsets) {
        swapped(subset, known).or(() -> crossed(subset, subsets)).ifPresent(advice::add);
      }
    }
    return advice;
  }

  /** No advice where the subset's own labels say what its name says, or where no pod's do. */
  private static Optional<Diagnostic> swapped(Fields subset, KnownLabels known) {
    String name = subset.string("name", "");
    Map<String, String> labels = subset.stringMap("labels");
    if (!known.includes(labels) || labels.values().stream().anyMatch(own -> says(name, own))) {
      return Optional.empty();
    }
    return labels.entrySet().stream()
        .flatMap(
            label ->
                known.values(label.getKey()).stream()
                    .filter(value -> says(name, value))
                    .map(value -> advice(subset, label, value, "other pods have")))
        .findFirst();
  }

  /**
   * The advice on two subsets of which each chooses by the other's name. It needs no pod to be
   * known.
   */
  private static Optional<Diagnostic> crossed(Fields subset, List<Fields> subsets) {
    String name = subset.string("name", "");
    Map<String, String> labels = subset.stringMap("labels");
    if (labels.values().stream().anyMatch(own -> says(name, own))) {
      return Optional.empty();
    }
    return labels.entrySet().stream()
        .filter(label -> subsets.stream().anyMatch(other -> isCrossed(other, name, label)))
        .map(
            label ->
                advice(
                    subset, label, name, "the subset " + label.getValue() + " chooses those with"))
        .findFirst();
  }

  private static boolean isCrossed(Fields other, String name, Map.Entry<String, String> label) {
    return other.string("name", "").equals(label.getValue())
        && name.equals(other.stringMap("labels").get(label.getKey()));
  }

  /** True if a name is a label's value, or has it as one of its words. */
  private static boolean says(String name, String value) {
    return name.equals(value) || List.of(name.split("[-_.]", -1)).contains(value);
  }

  private static Diagnostic advice(
      Fields subset, Map.Entry<String, String> label, String meant, String elsewhere) {
    String key = label.getKey();
    String message =
        "choose the pods with %s=%s, but the subset is called %s, and %s %s=%s"
            .formatted(key, label.getValue(), subset.string("name", ""), elsewhere, key, meant);
    RewrittenFields labels = RewrittenFields.copyOf(subset.below("labels")).put(key, meant);
    return subset.diagnostic(
        DiagnosticId.SUBSET_MISNAMED, "labels", message, Block.of("labels", labels));
  }
}
