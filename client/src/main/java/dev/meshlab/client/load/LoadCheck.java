package dev.meshlab.client.load;

import dev.meshlab.client.load.InvalidLoadException.Problem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Collects what is wrong with a load, so that it can be said all at once. */
final class LoadCheck {

  private static final double LEAST_RATE = 0.001;
  private static final double MOST_RATE = 1_000_000;

  /** So that sums of nanoseconds stay within a long. */
  private static final Duration LONGEST = Duration.ofDays(365);

  private final List<Problem> problems = new ArrayList<>();

  LoadCheck within(String option, long value, long least, long most) {
    if (value < least || value > most) {
      String range =
          most == Long.MAX_VALUE
              ? "must be %d or more".formatted(least)
              : "must be from %d to %d".formatted(least, most);
      problems.add(new Problem(option, Long.toString(value), range));
    }
    return this;
  }

  LoadCheck method(String method, CallKind kind) {
    if (method.isEmpty()) {
      return this;
    }
    if (MethodPath.of(method).isEmpty()) {
      problems.add(
          new Problem(
              "method", method, "write a path, as in /shop.Checkout/Pay, or shop.Checkout.Pay"));
    } else if (kind == CallKind.CREATE) {
      problems.add(
          new Problem(
              "method", method, "--rpc create is a method of its own; choose another kind"));
    }
    return this;
  }

  LoadCheck rate(double rate) {
    if (rate != 0 && !(rate >= LEAST_RATE && rate <= MOST_RATE)) {
      problems.add(
          new Problem(
              "rate",
              Double.toString(rate),
              "must be from 0.001 to 1000000 calls per second, or 0 for a closed loop"));
    }
    return this;
  }

  LoadCheck time(String option, Duration value) {
    if (value.isNegative() || value.compareTo(LONGEST) > 0) {
      problems.add(new Problem(option, value.toString(), "must be from 0s to 365 days"));
    }
    return this;
  }

  LoadCheck metadata(List<MetadataEntry> entries) {
    for (MetadataEntry entry : entries) {
      entry
          .problem()
          .ifPresent(remedy -> problems.add(new Problem("metadata", entry.toString(), remedy)));
    }
    return this;
  }

  LoadCheck keys(Keys keys) {
    keys.problem().ifPresent(problems::add);
    return this;
  }

  void done() {
    if (!problems.isEmpty()) {
      throw new InvalidLoadException(problems);
    }
  }
}
