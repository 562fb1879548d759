package dev.meshlab.mesh.input;

import dev.meshlab.mesh.diagnostic.Diagnostic;
import dev.meshlab.mesh.manifest.Document;
import dev.meshlab.mesh.schema.MeshConfigSchema;
import dev.meshlab.mesh.yaml.EmbeddedText;
import dev.meshlab.mesh.yaml.Mapping;
import dev.meshlab.mesh.yaml.Node;
import dev.meshlab.mesh.yaml.Scalar;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The mesh config of an object: in a ConfigMap a text, of which this makes a part of the object, so
 * that each value of it has a place and counts as read like any other.
 */
final class MeshConfigText {

  private static final String OPERATORS = "spec.meshConfig";
  private static final String VALUES = "spec.values.meshConfig";
  private static final String TEXT = "data.mesh";

  private MeshConfigText() {}

  /** The object with its mesh config, if it has one, as istiod reads it. */
  static Document opened(Document document, List<Diagnostic> problems) {
    if (!document.holdsMeshConfig()) {
      return document;
    }
    return document.kind().equals("ConfigMap")
        ? document.withRoot(ofConfigMap(document.root(), problems))
        : document.withRoot(ofOperator(document.root(), problems));
  }

  private static Mapping ofConfigMap(Mapping root, List<Diagnostic> problems) {
    return changed(
        root,
        "data",
        data ->
            data.get("mesh") instanceof Scalar text
                ? parsed(text, problems).<Mapping>map(c -> data.with("mesh", c)).orElse(data)
                : data);
  }

  private static Optional<Node> parsed(Scalar text, List<Diagnostic> problems) {
    return EmbeddedText.read(text, problems)
        .filter(config -> !Scalar.isNull(config))
        .map(config -> checked(config, TEXT, problems));
  }

  private static Mapping ofOperator(Mapping root, List<Diagnostic> problems) {
    return changed(
        root,
        "spec",
        spec ->
            changed(
                config(spec, OPERATORS, problems),
                "values",
                values -> config(values, VALUES, problems)));
  }

  private static Mapping config(Mapping holder, String path, List<Diagnostic> problems) {
    Node config = holder.get("meshConfig");
    return config == null ? holder : holder.with("meshConfig", checked(config, path, problems));
  }

  private static Node checked(Node config, String path, List<Diagnostic> problems) {
    Node spelled = MeshConfigSchema.spelled(config);
    problems.removeIf(strict -> strict.path().startsWith(path));
    problems.addAll(MeshConfigSchema.problems(spelled, path));
    return spelled;
  }

  private static Mapping changed(Mapping holder, String field, UnaryOperator<Mapping> change) {
    return holder.get(field) instanceof Mapping nested
        ? holder.with(field, change.apply(nested))
        : holder;
  }
}
