package dev.meshlab.mesh.advice.context;

import dev.meshlab.mesh.diagnostic.Diagnostic;
import java.util.List;

/** Knows a few related ways to go wrong. */
public interface Adviser {

  /** The occurrences in some manifests. */
  List<Diagnostic> advise(AdviceContext context);
}
