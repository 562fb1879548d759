package dev.meshlab.client.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.meshlab.client.histogram.EncodedHistograms;
import dev.meshlab.client.report.Interval;
import dev.meshlab.client.report.Latencies;
import dev.meshlab.client.report.LatencyHistogram;
import dev.meshlab.client.report.Report;
import dev.meshlab.client.report.Threshold;
import dev.meshlab.client.report.WarmUpReport;
import java.io.IOException;
import java.io.StringWriter;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class NdjsonInputTest {

  private final Received received = new Received();

  @Test
  void readsEachRecordAsItWasBeforeItWasWritten() throws IOException {
    List<Object> records =
        List.of(
            Examples.config(200),
            new WarmUpReport(700, 699, Duration.ofMillis(3500), true),
            Examples.quietInterval(),
            Examples.interval(),
            Examples.report(200),
            new Threshold(0.5, Examples.report(200).errorPercent()));
    StringWriter written = new StringWriter();
    Received.give(records, new NdjsonOutput(written));
    for (String line : written.toString().lines().toList()) {
      NdjsonInput.read(line, received);
    }
    assertThat(received.records).isEqualTo(records);
  }

  @Test
  void readsTheHistogramsOfAReport() throws IOException {
    Histogram micros = new Histogram(3);
    micros.recordValueWithCount(1234, 5);
    LatencyHistogram one = EncodedHistograms.of(micros);
    Report empty = Examples.emptyReport();
    Report report =
        new Report(
            empty.asked(),
            empty.warmUp(),
            empty.started(),
            empty.elapsed(),
            empty.counts(),
            empty.perConnection(),
            empty.servers(),
            EncodedHistograms.latencies(
                new Latencies.Histograms(one, one, new TreeMap<>(Map.of("a", one)))),
            empty.ending(),
            empty.spread(),
            empty.lag(),
            0,
            empty.errors());
    StringWriter written = new StringWriter();
    new NdjsonOutput(written).report(report, Optional.empty());
    NdjsonInput.read(written.toString(), received);
    assertThat(received.records).containsExactly(report);
    assertThat(report.latency().fromIntendedStart().count()).isEqualTo(5);
  }

  @Test
  void readsAReportWithoutCallsAndWithoutAThreshold() throws IOException {
    StringWriter written = new StringWriter();
    new NdjsonOutput(written).report(Examples.emptyReport(), Optional.empty());
    NdjsonInput.read(written.toString(), received);
    assertThat(received.records).containsExactly(Examples.emptyReport());
  }

  @Test
  void passesOverWhatIsNotARecord() throws IOException {
    for (String line :
        List.of("", "Picked up _JAVA_OPTIONS: -Xmx1g", "[1]", "{\"type\":\"new\"}")) {
      NdjsonInput.read(line, received);
    }
    assertThat(received.records).isEmpty();
  }

  @Test
  void refusesAReportThatDoesNotSayWhenItStarted() {
    assertThatThrownBy(() -> NdjsonInput.read("{\"type\":\"report\"}", received))
        .isInstanceOf(DateTimeParseException.class);
  }

  private static final class Received implements Output {

    private final List<Object> records = new ArrayList<>();

    static void give(List<Object> records, Output to) throws IOException {
      to.config((Config) records.get(0));
      to.warmedUp((WarmUpReport) records.get(1));
      to.interval((Interval) records.get(2));
      to.interval((Interval) records.get(3));
      to.report((Report) records.get(4), Optional.of((Threshold) records.get(5)));
    }

    @Override
    public void config(Config config) {
      records.add(config);
    }

    @Override
    public void warmedUp(WarmUpReport warmUp) {
      records.add(warmUp);
    }

    @Override
    public void interval(Interval interval) {
      records.add(interval);
    }

    @Override
    public void report(Report report, Optional<Threshold> threshold) {
      records.add(report);
      threshold.ifPresent(records::add);
    }
  }
}
