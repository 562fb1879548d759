package dev.meshlab.lab.difference;

import dev.meshlab.mesh.advice.context.Places;
import dev.meshlab.mesh.diagnostic.Diagnostic;
import dev.meshlab.mesh.diagnostic.DiagnosticId;
import dev.meshlab.mesh.manifest.Document;
import dev.meshlab.mesh.manifest.ManifestSet;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The advice on some manifests, recognised in others wherever its object stands there, and wherever
 * in the object an item of a list.
 */
final class AdviceChanges {

  /**
   * Advice as it is recognised on another side.
   *
   * @param object as messages name it; empty for a file as a whole
   * @param value that was written there
   */
  private record Key(DiagnosticId id, String object, String path, @Nullable String value) {

    Key withoutPlaces() {
      return new Key(id, object, path.replaceAll("\\[\\d+\\]", "[]"), value);
    }
  }

  private final List<Diagnostic> advice;
  private final Places places;

  AdviceChanges(ManifestSet manifests, List<Diagnostic> advice) {
    this.advice = List.copyOf(advice);
    this.places = new Places(manifests.documents());
  }

  /** The advice that another side does not have, or not as often. */
  List<Diagnostic> without(AdviceChanges other) {
    List<Key> known = new ArrayList<>(other.advice.stream().map(other::key).toList());
    List<Diagnostic> left = advice.stream().filter(each -> !known.remove(key(each))).toList();
    List<Key> moved = new ArrayList<>(known.stream().map(Key::withoutPlaces).toList());
    return left.stream().filter(each -> !moved.remove(key(each).withoutPlaces())).toList();
  }

  private Key key(Diagnostic advice) {
    String object = places.objectAt(advice.position()).map(Document::described).orElse("");
    return new Key(advice.id(), object, advice.path(), advice.value());
  }
}
