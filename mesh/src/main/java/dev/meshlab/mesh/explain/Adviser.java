package dev.meshlab.mesh.explain;

import dev.meshlab.mesh.diagnostic.Diagnostic;
import java.util.List;

/** Knows a few related ways to go wrong. */
interface Adviser {

  /** The occurrences in some manifests. */
  List<Diagnostic> advise(AdviceContext context);
}
