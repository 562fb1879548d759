package dev.meshlab.lab.predict;

import io.envoyproxy.envoy.type.v3.FractionalPercent;

/** A fraction as Envoy writes it, as a part of 1. */
final class Fraction {

  private Fraction() {}

  static double of(FractionalPercent percentage) {
    int whole =
        switch (percentage.getDenominator()) {
          case TEN_THOUSAND -> 10_000;
          case MILLION -> 1_000_000;
          default -> 100;
        };
    return Math.min(1, percentage.getNumerator() / (double) whole);
  }
}
