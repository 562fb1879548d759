package dev.meshlab.mesh.explain;

import dev.meshlab.mesh.manifest.HowFar;
import dev.meshlab.mesh.manifest.ManifestSet;
import dev.meshlab.mesh.manifest.Problem;
import dev.meshlab.mesh.model.ClientWorkload;
import dev.meshlab.mesh.model.Mesh;
import dev.meshlab.mesh.translate.PatchProblems;
import java.util.List;

/**
 * What is to be said about a set of manifests.
 *
 * @param problems what a cluster would refuse
 * @param fields what becomes of each field on each plane, in the order of the files
 * @param advice what is valid, and does nothing or harm
 */
public record Explanation(List<Problem> problems, List<FieldVerdict> fields, List<Advice> advice) {

  public Explanation {
    problems = List.copyOf(problems);
    fields = List.copyOf(fields);
    advice = List.copyOf(advice);
  }

  /**
   * Explains manifests in the eyes of a client. Never throws for what a person wrote.
   *
   * @param client decides which rules are in force
   */
  public static Explanation of(ManifestSet written, ClientWorkload client) {
    return of(written, client, HowFar.UNSEEN);
  }

  /**
   * The same, and tells how far it is.
   *
   * @param client decides which rules are in force
   */
  public static Explanation of(ManifestSet written, ClientWorkload client, HowFar howFar) {
    Steps steps = new Steps(howFar, 1 + FieldVerdicts.STEPS + Advisers.STEPS);
    steps.begin("resolving the mesh");
    ManifestSet manifests = PatchProblems.noted(written);
    List<Problem> errors = manifests.problems().stream().filter(Problem::isError).toList();
    Mesh mesh = Mesh.of(manifests);
    return new Explanation(
        errors,
        new FieldVerdicts(manifests, client, mesh.problems(), steps).all(),
        Advisers.advise(manifests, mesh, client, steps));
  }
}
