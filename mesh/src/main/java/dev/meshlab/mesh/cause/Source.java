package dev.meshlab.mesh.cause;

import dev.meshlab.mesh.manifest.Fields;
import dev.meshlab.mesh.manifest.Labels;
import dev.meshlab.mesh.model.ClientWorkload;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The callers for whom a rule is, settled when a proxy is configured and not when it is called.
 *
 * @param labels of their pods; empty for any
 * @param namespace of their pods; empty for any
 * @param placed whether the labels that say where a pod runs count too
 */
record Source(Map<String, String> labels, String namespace, boolean placed) {

  /** The callers that a match of a VirtualService is for. */
  static Source of(Fields match) {
    return new Source(match.stringMap("sourceLabels"), match.string("sourceNamespace", ""), false);
  }

  boolean includes(ClientWorkload caller) {
    return Labels.satisfy(labels, placed ? caller.labelsWithPlace() : caller.labels())
        && (namespace.isEmpty() || namespace.equals(caller.namespace()));
  }

  /** In words, behind "callers". */
  String described() {
    List<String> asked = new ArrayList<>();
    if (!labels.isEmpty()) {
      asked.add("with " + Labels.written(labels));
    }
    if (!namespace.isEmpty()) {
      asked.add("in namespace " + namespace);
    }
    return String.join(" ", asked);
  }

  /** The options of the lab's commands by which such a caller is asked for. */
  String flags() {
    List<String> flags = new ArrayList<>();
    if (!labels.isEmpty()) {
      flags.add("--client-labels " + Labels.written(labels));
    }
    if (!namespace.isEmpty()) {
      flags.add("--client-namespace " + namespace);
    }
    return String.join(" ", flags);
  }
}
