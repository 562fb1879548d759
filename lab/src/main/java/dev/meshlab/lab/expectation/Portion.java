package dev.meshlab.lab.expectation;

/**
 * A part of the calls as a prediction has it, from 0 to 1.
 *
 * @param least the least that it can be
 * @param most the most that it can be
 */
record Portion(double least, double most) {

  static final Portion NONE = new Portion(0, 0);
  static final Portion ALL = new Portion(1, 1);
  static final Portion ANY = new Portion(0, 1);

  private static final double NOTHING = 1e-9;

  static Portion exactly(double share) {
    return new Portion(share, share);
  }

  Portion plus(Portion other) {
    return new Portion(least + other.least, most + other.most);
  }

  boolean isExact() {
    return most - least < NOTHING;
  }

  boolean isAll() {
    return least > 1 - NOTHING;
  }

  boolean isNone() {
    return most < NOTHING;
  }

  boolean isSome() {
    return least > NOTHING;
  }

  boolean isNotAll() {
    return most < 1 - NOTHING;
  }

  /** True if it can be this part of a hundred, give or take. */
  boolean canBe(double percent, double tolerance) {
    return least * 100 <= percent + tolerance && percent - tolerance <= most * 100;
  }

  /** A percentage, or the bounds of one. */
  @Override
  public String toString() {
    return isExact()
        ? Percents.rounded(least * 100) + "%"
        : Percents.rounded(least * 100) + "% to " + Percents.rounded(most * 100) + "%";
  }
}
