package dev.meshlab.mesh.explain;

import dev.meshlab.mesh.Meshes;
import dev.meshlab.mesh.diagnostic.Diagnostic;
import dev.meshlab.mesh.input.Manifests;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * Manifests as they are once their author has pasted a correction: over the field of its name on
 * the path of the advice, or else into the nearest block around that takes it.
 */
final class Pasted {

  private Pasted() {}

  /** The fields of a correction; one of comments alone has none. */
  static Map<String, Object> yaml(String fix) {
    Object read = new Load(LoadSettings.builder().build()).loadFromString(fix);
    return read == null ? Map.of() : Sample.mapping(read);
  }

  /** The explanation of the documents with a correction in the first; empty if it fits nowhere. */
  static Optional<Explanation> explain(List<String> documents, Diagnostic advice) {
    List<String> names =
        List.of(advice.path().replace(".sidecar.istio.io/inject", "").split("\\.", -1));
    for (boolean over : new boolean[] {true, false}) {
      for (int depth = names.size(); depth > 0; depth--) {
        Explanation explanation = pasted(documents, names.subList(0, depth), advice, over);
        if (explanation != null && explanation.problems().isEmpty()) {
          return Optional.of(explanation);
        }
      }
    }
    return Optional.empty();
  }

  private static Explanation pasted(
      List<String> documents, List<String> names, Diagnostic advice, boolean over) {
    Map<String, Object> fix = yaml(advice.fix());
    Map<String, Object> first = yaml(documents.get(1));
    Map<String, Object> at = at(first, names.subList(0, names.size() - 1));
    if (over && !fix.containsKey(name(names.get(names.size() - 1)))) {
      return null;
    }
    at.putAll(fix);
    List<String> all = new ArrayList<>(documents);
    all.set(1, AdvisedIdea.line(first));
    return explanation(all);
  }

  static Explanation explanation(List<String> documents) {
    String text = String.join("\n---\n", documents);
    return Explanation.of(Manifests.parse("m.yaml", text), Meshes.CLIENT);
  }

  static List<Diagnostic> problems(List<String> documents) {
    return explanation(documents).problems();
  }

  private static Map<String, Object> at(Map<String, Object> root, List<String> names) {
    Map<String, Object> at = root;
    for (String name : names) {
      Object next = at.computeIfAbsent(name(name), unused -> new LinkedHashMap<>());
      if (next instanceof List<?> list) {
        next = list.get(Integer.parseInt(name.replaceAll(".*\\[|]", "")));
      }
      at = Sample.mapping(next);
    }
    return at;
  }

  private static String name(String segment) {
    return segment.replaceAll("\\[.*", "");
  }
}
