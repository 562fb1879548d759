package dev.meshlab.lab.exercise;

import dev.meshlab.mesh.diagnostic.Diagnostic;
import dev.meshlab.mesh.diagnostic.DiagnosticId;
import dev.meshlab.mesh.manifest.Fields;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The fields of steps and cases that say which cluster it is, read. */
public final class WorldReader {

  private WorldReader() {}

  /** True if the schema has said what is wrong with some fields, or with one below them. */
  static boolean isReported(Fields fields, List<Diagnostic> problems) {
    return problems.stream()
        .anyMatch(
            problem ->
                problem.file().equals(fields.position().file())
                    && problem.path().startsWith(fields.path()));
  }

  /** The pods of some workloads. */
  public static Map<String, Integer> replicas(Fields fields) {
    Map<String, Integer> replicas = new HashMap<>();
    Fields counts = fields.below("replicas");
    counts.names().forEach(name -> replicas.put(name, counts.integer(name, 0)));
    return replicas;
  }

  /**
   * Sees that each has a name of its own, since results go by it.
   *
   * @param what each of them is
   * @param problems where to put those that have not
   */
  public static void oneOfEachName(List<Fields> all, String what, List<Diagnostic> problems) {
    Set<String> names = new HashSet<>();
    for (Fields each : all) {
      if (each.has("name") && !names.add(each.string("name", ""))) {
        problems.add(
            each.diagnostic(
                DiagnosticId.BAD_USAGE,
                "name",
                "another %s has this name".formatted(what),
                "write a name of its own"));
      }
    }
  }
}
