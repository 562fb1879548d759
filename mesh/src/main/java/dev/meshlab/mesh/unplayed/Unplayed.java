package dev.meshlab.mesh.unplayed;

import dev.meshlab.mesh.diagnostic.DiagnosticId;
import dev.meshlab.mesh.diagnostic.Position;
import dev.meshlab.mesh.manifest.Document;
import dev.meshlab.mesh.unplayed.Touch.Clients;

/**
 * An object, or a part of one, on which a cluster acts and the lab does not.
 *
 * @param id of the diagnostic that says so
 * @param object that has it
 * @param path of the part; {@code kind} for all of the object
 * @param position where the part stands
 * @param what it is called
 * @param effect what it does in a cluster, as the rest of a sentence about it
 * @param touch which experiments it touches
 */
public record Unplayed(
    DiagnosticId id,
    Document object,
    String path,
    Position position,
    String what,
    String effect,
    Touch touch) {

  /** {@code Kind namespace/name}, or {@code Kind name} of an object without a namespace. */
  public String name() {
    return object.described();
  }

  /** The reason why nothing is known of an experiment that it touches. */
  public String reason() {
    return name() + " " + effect + ", and the lab does not play it";
  }

  /** True if calls that pass no proxy of the caller's may be touched: it acts behind addresses. */
  public boolean isBehindAddresses() {
    return isBehindAddresses(touch);
  }

  private static boolean isBehindAddresses(Touch touch) {
    if (touch instanceof Touch.AnyOf any) {
      return any.others().stream().anyMatch(Unplayed::isBehindAddresses);
    }
    if (touch instanceof Touch.OfPorts of) {
      return isBehindAddresses(of.touch());
    }
    return touch instanceof Touch.ToPods
        || (touch instanceof Touch.ToHosts to && to.clients() != Clients.OF_MESH);
  }

  /** True if a user means it: by the id of the diagnostic about it, or by the object's name. */
  public boolean isCalled(String word) {
    return word.equals(id.toString())
        || word.equals(object.kind() + "/" + object.namespace() + "/" + object.name());
  }
}
