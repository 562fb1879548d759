package dev.meshlab.client.output;

import dev.meshlab.client.report.Interval;
import dev.meshlab.client.report.Report;
import dev.meshlab.client.report.Threshold;
import dev.meshlab.client.report.WarmUpReport;
import java.io.IOException;
import java.io.Writer;
import java.util.Optional;

/** A line an interval, and a summary at the end, for a person. */
public final class TextOutput implements Output {

  private final Writer out;
  private final Page page;
  private final ServerColours colours = new ServerColours();
  private final Legend legend;

  public TextOutput(Writer out, Page page) {
    this.out = out;
    this.page = page;
    this.legend = new Legend(page, colours);
  }

  @Override
  public void config(Config config) throws IOException {
    write(Heading.of(config, page));
  }

  @Override
  public void warmedUp(WarmUpReport warmUp) throws IOException {
    write(
        "warm after %s in %s; waiting for a line\n"
            .formatted(Words.count(warmUp.calls(), "call"), Words.seconds(warmUp.elapsed())));
  }

  @Override
  public void interval(Interval interval) throws IOException {
    write(legend.ofNew(interval) + IntervalLine.of(interval, page, colours));
  }

  @Override
  public void report(Report report, Optional<Threshold> threshold) throws IOException {
    write("\n" + Summary.of(report, threshold, page));
  }

  private void write(String text) throws IOException {
    out.write(text);
    out.flush();
  }
}
