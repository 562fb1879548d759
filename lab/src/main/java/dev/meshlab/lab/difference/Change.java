package dev.meshlab.lab.difference;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A difference in one respect.
 *
 * @param what the respect, as {@code timeout}
 */
public record Change(String what, Said before, Said after) {

  /** The respect of who answers. */
  static final String ANSWER = "answered by";

  /**
   * The changes between what holds on two sides; a respect that only one side has is not a change.
   */
  static List<Change> between(Map<String, Said> before, Map<String, Said> after) {
    Set<String> all = new LinkedHashSet<>(before.keySet());
    all.addAll(after.keySet());
    List<Change> changes = new ArrayList<>();
    for (String what : all) {
      Said was = before.get(what);
      Said is = after.get(what);
      if (was != null && is != null && !was.words().equals(is.words())) {
        changes.add(new Change(what, was, is));
      }
    }
    return changes;
  }
}
