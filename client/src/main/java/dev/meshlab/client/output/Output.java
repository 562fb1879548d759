package dev.meshlab.client.output;

import dev.meshlab.client.report.Interval;
import dev.meshlab.client.report.Report;
import dev.meshlab.client.report.Threshold;
import dev.meshlab.client.report.WarmUpReport;
import java.io.IOException;
import java.util.Optional;

/**
 * The receiver of results: one config, any number of intervals, one report. Each is flushed before
 * its method returns, so that a reader at the other end of a pipe sees it, and a full disk is
 * noticed.
 */
public interface Output {

  /** The run that is about to start. */
  void config(Config config) throws IOException;

  /** The warm-up of a run that goes step by step, which now waits for the cue to count. */
  void warmedUp(WarmUpReport warmUp) throws IOException;

  /** The results of a stretch of the run. */
  void interval(Interval interval) throws IOException;

  /**
   * The results of the run.
   *
   * @param threshold the errors that were allowed, where a limit was asked for
   */
  void report(Report report, Optional<Threshold> threshold) throws IOException;
}
