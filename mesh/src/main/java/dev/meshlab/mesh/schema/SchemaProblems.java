package dev.meshlab.mesh.schema;

import dev.meshlab.mesh.diagnostic.Diagnostic;
import dev.meshlab.mesh.diagnostic.DiagnosticId;
import dev.meshlab.mesh.yaml.Node;
import dev.meshlab.mesh.yaml.Scalar;
import java.util.List;

/** The differences between one object and the schema of its kind, in the order of their finding. */
final class SchemaProblems {

  private final List<Diagnostic> found;

  SchemaProblems(List<Diagnostic> found) {
    this.found = found;
  }

  void add(Diagnostic problem) {
    found.add(problem);
  }

  void mismatch(Node node, String path, String expected, String hint) {
    error(
        DiagnosticId.WRONG_TYPE,
        node,
        path,
        "must be " + expected + " but is " + node.described(),
        hint);
  }

  void error(DiagnosticId id, Node node, String path, String message, String hint) {
    Diagnostic problem = Diagnostic.of(id, node.position(), path, message, hint);
    boolean showsValue = node instanceof Scalar scalar && !scalar.text().isEmpty();
    found.add(showsValue ? problem.withValue(((Scalar) node).text()) : problem);
  }
}
