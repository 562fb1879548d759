package dev.meshlab.lab.expectation;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The expectations of some calls.
 *
 * @param expectations of all calls
 * @param settlings what comes true after the last change
 */
public record Expected(List<Expectation> expectations, List<Settling> settlings) {

  public static final Expected NOTHING = new Expected(List.of(), List.of());

  public Expected {
    expectations = List.copyOf(expectations);
    settlings = List.copyOf(settlings);
  }

  /**
   * The expectation that a person wrote, which may be about the time after a change.
   *
   * @throws InvalidExpectation if it is not one
   */
  public static Expected parse(String line) throws InvalidExpectation {
    Optional<Settling> settling = Settling.parse(line);
    return settling.isPresent()
        ? new Expected(List.of(), List.of(settling.get()))
        : new Expected(List.of(ExpectationText.parse(line)), List.of());
  }

  /** The things that calls must have so that all of it can be held against them. */
  public Set<Need> needs() {
    return Stream.concat(expectations.stream(), settlings.stream().map(Settling::state))
        .flatMap(each -> each.need().stream())
        .collect(Collectors.toSet());
  }

  public boolean isEmpty() {
    return expectations.isEmpty() && settlings.isEmpty();
  }

  /** These and others. */
  public Expected plus(Expected others) {
    return new Expected(
        Stream.concat(expectations.stream(), others.expectations.stream()).toList(),
        Stream.concat(settlings.stream(), others.settlings.stream()).toList());
  }
}
