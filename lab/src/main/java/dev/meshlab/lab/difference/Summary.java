package dev.meshlab.lab.difference;

import dev.meshlab.lab.difference.CallChange.Turn;
import java.util.ArrayList;
import java.util.List;

/** The numbers of a difference in a line. */
final class Summary {

  private Summary() {}

  static String of(ManifestDifference found) {
    List<String> parts = new ArrayList<>();
    if (!found.changesCalls()) {
      parts.add(
          found.compared() ? "nothing changes for any call" : "there are no calls to compare");
    }
    add(
        parts,
        turned(found, Turn.FAILS),
        "kind of call starts to fail",
        "kinds of call start to fail");
    add(parts, turned(found, Turn.RECOVERS), "kind of call recovers", "kinds of call recover");
    add(parts, targets(found), "target changes", "targets change");
    add(
        parts,
        found.pods().stream().mapToInt(each -> each.workloads().size()).sum(),
        "workload changes whom it lets in",
        "workloads change whom they let in");
    add(parts, found.came().size(), "new advice", "new pieces of advice");
    add(parts, found.went().size(), "advice gone", "pieces of advice gone");
    add(parts, found.objects().size(), "object differs", "objects differ");
    return String.join(", ", parts);
  }

  private static void add(List<String> parts, int count, String one, String many) {
    if (count > 0) {
      parts.add(count + " " + (count == 1 ? one : many));
    }
  }

  private static int turned(ManifestDifference found, Turn turn) {
    return (int)
        found.callers().stream()
            .flatMap(caller -> caller.targets().stream())
            .flatMap(target -> target.calls().stream())
            .filter(call -> call.turn() == turn)
            .count();
  }

  private static int targets(ManifestDifference found) {
    return (int)
        found.callers().stream()
            .flatMap(caller -> caller.targets().stream())
            .map(TargetChange::target)
            .distinct()
            .count();
  }
}
