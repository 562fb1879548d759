package dev.meshlab.client.output;

import dev.meshlab.client.report.Interval;
import dev.meshlab.client.report.Report;
import dev.meshlab.client.report.Threshold;
import java.io.IOException;
import java.util.Optional;

/**
 * Where results go: one config, any number of intervals, one report. Each is flushed before its
 * method returns, so that a reader at the other end of a pipe sees it, and a full disk is noticed.
 */
public interface Output {

  /** What is about to be done. */
  void config(Config config) throws IOException;

  /** What a stretch of the run found. */
  void interval(Interval interval) throws IOException;

  /**
   * What the run found.
   *
   * @param threshold the errors that were allowed, where a limit was asked for
   */
  void report(Report report, Optional<Threshold> threshold) throws IOException;
}
