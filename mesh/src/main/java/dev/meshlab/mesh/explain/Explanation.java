package dev.meshlab.mesh.explain;

import dev.meshlab.mesh.advice.Advice;
import dev.meshlab.mesh.advice.Advisers;
import dev.meshlab.mesh.advice.Silenced;
import dev.meshlab.mesh.advice.context.AdviceContext;
import dev.meshlab.mesh.cause.Causes;
import dev.meshlab.mesh.diagnostic.Diagnostic;
import dev.meshlab.mesh.diagnostic.DiagnosticId;
import dev.meshlab.mesh.manifest.ManifestSet;
import dev.meshlab.mesh.model.ClientWorkload;
import dev.meshlab.mesh.model.Mesh;
import dev.meshlab.mesh.progress.HowFar;
import dev.meshlab.mesh.progress.Steps;
import dev.meshlab.mesh.translate.patch.PatchProblems;
import java.util.List;
import java.util.Set;

/**
 * The findings on a set of manifests.
 *
 * @param problems what a cluster would refuse
 * @param fields what becomes of each field on each plane, in the order of the files
 * @param advice what is valid, and does nothing or harm
 * @param silenced the advice that its author does not want to hear
 */
public record Explanation(
    List<Diagnostic> problems,
    List<FieldVerdict> fields,
    List<Diagnostic> advice,
    List<Silenced> silenced) {

  public Explanation {
    problems = List.copyOf(problems);
    fields = List.copyOf(fields);
    advice = List.copyOf(advice);
    silenced = List.copyOf(silenced);
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
    List<Diagnostic> errors = manifests.problems().stream().filter(Diagnostic::isError).toList();
    Mesh mesh = Mesh.of(manifests);
    AdviceContext context = new AdviceContext(manifests, mesh, client);
    Advice advice = Advisers.advise(context, steps);
    List<Diagnostic> causes = Causes.of(context, advice.all());
    List<FieldVerdict> fields = new FieldVerdicts(manifests, client, causes, steps).all();
    return new Explanation(errors, fields, advice.given(), advice.silenced());
  }

  /**
   * The explanation without the advice of some ids.
   *
   * @param reason why it is not to be heard
   */
  public Explanation without(Set<DiagnosticId> ids, String reason) {
    Advice left = new Advice(advice, silenced).without(ids, reason);
    return new Explanation(problems, fields, left.given(), left.silenced());
  }
}
