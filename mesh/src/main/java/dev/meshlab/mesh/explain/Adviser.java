package dev.meshlab.mesh.explain;

import java.util.List;

/** Knows a few related ways to go wrong. */
interface Adviser {

  /** The occurrences in some manifests. */
  List<Advice> advise(Scene scene);
}
