package dev.meshlab.mesh.explain;

import java.util.List;

/** Knows a few related ways to go wrong. */
interface Adviser {

  /** What of it is in the manifests. */
  List<Advice> advise(Scene scene);
}
