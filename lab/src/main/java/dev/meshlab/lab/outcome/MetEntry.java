package dev.meshlab.lab.outcome;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * An expectation beside what came of it, as programs read it.
 *
 * @param text as it is written
 * @param found what was measured or predicted
 * @param verdict passed, failed or undecided
 * @param remark why it says little that it passed; left out where it says enough
 */
public record MetEntry(
    String text,
    String found,
    String verdict,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) String remark) {

  public static MetEntry of(Met met) {
    String verdict =
        switch (met.outcome()) {
          case MET -> "passed";
          case MISSED -> "failed";
          case UNDECIDED -> "undecided";
        };
    return new MetEntry(met.expected(), met.found(), verdict, met.remark());
  }
}
