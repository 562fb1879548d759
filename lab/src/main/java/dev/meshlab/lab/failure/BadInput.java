package dev.meshlab.lab.failure;

import dev.meshlab.mesh.diagnostic.Diagnostic;
import java.util.List;
import java.util.stream.Collectors;

/** Input of the user's that cannot be used, with all that is wrong with it. */
public non-sealed class BadInput extends LabFailure {

  private static final long serialVersionUID = 1L;

  private final transient List<Diagnostic> problems;

  /** Manifests that cannot be used. */
  public BadInput(List<Diagnostic> problems) {
    super(problems.stream().map(Diagnostic::toString).collect(Collectors.joining("\n")));
    this.problems = List.copyOf(problems);
  }

  /** Input that is not in a file, such as an option. */
  public BadInput(String message) {
    this(List.of(Diagnostic.general(message)));
  }

  /** Never empty. */
  public List<Diagnostic> problems() {
    return problems;
  }

  @Override
  public int exitCode() {
    return ExitCode.BAD_INPUT;
  }
}
