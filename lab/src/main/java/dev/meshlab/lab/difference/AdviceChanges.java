package dev.meshlab.lab.difference;

import dev.meshlab.mesh.diagnostic.Diagnostic;
import dev.meshlab.mesh.diagnostic.DiagnosticId;
import java.util.ArrayList;
import java.util.List;

/** The advice that comes and goes, wherever its object stands. */
final class AdviceChanges {

  /** Advice as it is recognised on the other side. */
  private record Key(DiagnosticId id, String path, String sentence) {
    static Key of(Diagnostic advice) {
      return new Key(advice.id(), advice.path(), advice.sentence());
    }
  }

  private AdviceChanges() {}

  /** The advice of one side that the other does not have, or not as often. */
  static List<Diagnostic> without(List<Diagnostic> advice, List<Diagnostic> others) {
    List<Key> known = new ArrayList<>(others.stream().map(Key::of).toList());
    return advice.stream().filter(each -> !known.remove(Key.of(each))).toList();
  }
}
