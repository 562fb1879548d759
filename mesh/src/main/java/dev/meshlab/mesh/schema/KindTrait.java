package dev.meshlab.mesh.schema;

import dev.meshlab.mesh.manifest.Document;
import java.util.Locale;

/**
 * A trait of a kind of objects. The schema files declare them, beside the kind's name, and nothing
 * else lists kinds.
 */
public enum KindTrait {
  /** Its objects belong to no namespace. */
  CLUSTER_SCOPED,

  /** The choice of the pods that answer a call can depend on it, so the lab reads it. */
  PLAYED,

  /** It tells proxies and clients what to do with calls. */
  RULE,

  /** It changes nothing about which pods answer a call, so that ignoring it is right. */
  IDLE,

  /** An object of it means nothing without a spec. */
  NEEDS_SPEC,

  /** Its objects need no name: a tool reads them, and no cluster keeps them. */
  NAMELESS;

  /** The trait of a word in a schema file. */
  static KindTrait of(String word) {
    return valueOf(word.replace('-', '_').toUpperCase(Locale.ROOT));
  }

  /**
   * True if an object is of a kind with this trait. The one ConfigMap that holds the mesh config is
   * a rule, whatever other ConfigMaps are.
   */
  public boolean isOf(Document object) {
    return Kinds.ALL.have(object.apiVersion(), object.kind(), this)
        || (this == RULE && object.holdsMeshConfig());
  }

  /** True if a kind of this name, in whatever group, has this trait. */
  public boolean isOf(String kind) {
    return Kinds.ALL.have(kind, this);
  }
}
