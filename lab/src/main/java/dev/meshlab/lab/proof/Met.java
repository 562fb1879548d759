package dev.meshlab.lab.proof;

/**
 * An expectation beside what came of it.
 *
 * @param expected as the test has it
 * @param found what was measured or predicted
 * @param verdict whether it was met
 */
public record Met(String expected, String found, Verdict verdict) {}
