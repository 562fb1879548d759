package dev.meshlab.client.output;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.meshlab.client.report.Interval;
import dev.meshlab.client.report.Report;
import dev.meshlab.client.report.Threshold;
import dev.meshlab.client.report.WarmUpReport;
import java.io.IOException;
import java.io.Writer;
import java.util.Optional;

/**
 * One JSON object a line: a {@code config}, a {@code warmUp} where the run goes step by step,
 * {@code interval}s, one final {@code report}. Times are in seconds, latencies in microseconds, as
 * the names of the fields say. {@link NdjsonInput} reads them.
 */
public final class NdjsonOutput implements Output {

  private final Writer out;

  public NdjsonOutput(Writer out) {
    this.out = out;
  }

  @Override
  public void config(Config config) throws IOException {
    write(Json.config(config));
  }

  @Override
  public void warmedUp(WarmUpReport warmUp) throws IOException {
    write(Json.warmedUp(warmUp));
  }

  @Override
  public void interval(Interval interval) throws IOException {
    write(Json.interval(interval));
  }

  @Override
  public void report(Report report, Optional<Threshold> threshold) throws IOException {
    write(Json.report(report, threshold));
  }

  private void write(ObjectNode json) throws IOException {
    out.write(json.toString());
    out.write('\n');
    out.flush();
  }
}
