package dev.meshlab.lab.verdict;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Copies of calls go elsewhere, too, and their answers nowhere.
 *
 * @param mirrors where to; not empty
 * @param others what becomes of the calls themselves
 */
public record Mirrored(List<Mirror> mirrors, Prediction others) implements Qualified {
  public Mirrored {
    mirrors = List.copyOf(mirrors);
  }

  @Override
  public Prediction without(Set<Ejection> ejections) {
    return new Mirrored(mirrors, others.without(ejections));
  }

  @Override
  public long mostCopies(long calls) {
    return mirrors.stream().mapToLong(mirror -> mirror.copies(calls).high()).sum();
  }

  @Override
  public String model() {
    return "mirrors, " + others.model();
  }

  @Override
  public String sentence() {
    return others.sentence()
        + mirrors.stream()
            .map(to -> "; and a copy of " + to.part() + " to " + to.cluster())
            .collect(Collectors.joining());
  }
}
