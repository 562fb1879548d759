package dev.meshlab.mesh.diagnostic;

/**
 * A part of an object that has no effect.
 *
 * @param object where the object begins
 * @param block the path of the part; empty for the object as a whole
 * @param side the proxies and clients on which it has none
 */
public record Idle(Position object, String block, Side side) {

  /** The proxies and clients that Istio configures, by the side on which their callers are. */
  public enum Side {
    BOTH,
    /** The same, and callers without any of them: something behind the addresses of Services. */
    ALL,
    /** Sidecars and gRPC clients inside the mesh. */
    MESH,
    /** Gateways, before which callers are outside. */
    GATEWAYS
  }

  /** True if callers without a proxy count, too. */
  public boolean isForAll() {
    return side == Side.ALL;
  }

  /** An object that has no effect at all. */
  public static Idle whole(Position object) {
    return new Idle(object, "", Side.BOTH);
  }

  /**
   * True if a field is in this part.
   *
   * @param atGateways whether it is asked for gateways
   */
  public boolean covers(Position document, String field, boolean atGateways) {
    return object.equals(document)
        && side != (atGateways ? Side.MESH : Side.GATEWAYS)
        && FieldPath.isWithin(field, block);
  }
}
