package dev.meshlab.client.output;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshlab.client.report.Interval;
import dev.meshlab.client.report.Report;
import dev.meshlab.client.report.Threshold;
import java.io.IOException;
import java.io.StringWriter;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextOutputTest {

  private static final Page USUAL = new Page(80, false);
  private static final Page WIDE = new Page(200, false);
  private static final Page NARROW = new Page(40, false);

  @Test
  void saysWhatItIsAboutToDo() throws IOException {
    assertThat(heading(Examples.config(0), USUAL) + heading(Examples.config(0.5), WIDE))
        .isEqualTo(
            """
            meshlab.v1.EchoService/BidiStream at dns:///server:50051: 8 calls in flight over
              2 connections, after a warm-up of up to 1008 calls or 8.0 s
            meshlab.v1.EchoService/BidiStream at dns:///server:50051: 0.5 calls a second over 2 connections, \
            after a warm-up of up to 1008 calls or 8.0 s
            """);
  }

  @Test
  void writesALineAnInterval() throws IOException {
    assertThat(line(Examples.quietInterval(), USUAL) + line(Examples.interval(), WIDE))
        .isEqualTo(
            """
               1.0 s        0/s  p50         -  p99         -
                      1111 is 11111111-aaaa-4aaa-8aaa-aaaaaaaaaaaa pod server-a version v1 zone zone-1
               2.0 s     1006/s  p50   1.10 ms  p99   3.30 ms  1.8/2 servers  1111/server-a 750, 2222 250  \
            DEADLINE_EXCEEDED 1, UNAVAILABLE 5: connection refused  4 not started
            """);
  }

  @Test
  void goesOnInAnotherLineWhereAnIntervalDoesNotFit() throws IOException {
    assertThat(line(Examples.interval(), USUAL) + line(Examples.interval(), NARROW))
        .isEqualTo(
            """
                      1111 is 11111111-aaaa-4aaa-8aaa-aaaaaaaaaaaa pod server-a version v1
                      zone zone-1
               2.0 s     1006/s  p50   1.10 ms  p99   3.30 ms  1.8/2 servers
                      1111/server-a 750, 2222 250  DEADLINE_EXCEEDED 1, UNAVAILABLE 5:
                      connection refused  4 not started
                      1111 is 111111…aa-aaaaaaaaaaaa
                      pod server-a version v1
                      zone zone-1
               2.0 s     1006/s  p50   1.10 ms
                      p99   3.30 ms  1.8/2 servers
                      1111/server-a 750, 2222 250
                      DEADLINE_EXCEEDED 1,
                      UNAVAILABLE 5: connection
                      refused  4 not started
            """);
  }

  @Test
  void givesEachServerAColourAndBreaksLinesAsWithoutColours() throws IOException {
    String coloured = line(Examples.interval(), USUAL.withColours(true));

    assertThat(coloured)
        .contains("\u001b[32m1111/server-a 750,\u001b[0m \u001b[33m2222 250\u001b[0m")
        .contains("\u001b[32m1111 is ")
        .contains("\u001b[1;31mUNAVAILABLE 5:\u001b[0m");
    assertThat(coloured.replaceAll("\u001b\\[[\\d;]*m", ""))
        .isEqualTo(line(Examples.interval(), USUAL));
  }

  @Test
  void saysOnceWhichServerAMarkIs() throws IOException {
    StringWriter written = new StringWriter();
    TextOutput output = new TextOutput(written, WIDE);
    output.interval(Examples.interval());
    output.interval(Examples.interval());

    assertThat(written.toString().lines().filter(line -> line.contains("1111 is "))).hasSize(1);
  }

  @Test
  void leavesThePodsToTheLegendWhereTheirNamesAreLong() throws IOException {
    assertThat(line(Examples.podsInterval(4), WIDE)).contains("4.0/4 servers  aaaa 10, bbbb 10");
    assertThat(line(Examples.podsInterval(3), WIDE)).contains("aaaa/server-…7d-6n5xa 10");
  }

  @ParameterizedTest
  @CsvSource({"10, 'aaaa 10, bbbb 10'", "1000, with 1000 to 1000 each"})
  void keepsALineOfTenServersShort(long replies, String each) throws IOException {
    assertThat(
            line(Examples.tenInterval(replies), WIDE)
                .lines()
                .filter(text -> !text.contains(" is ")))
        .singleElement()
        .satisfies(text -> assertThat(text).hasSizeLessThan(160).contains(each));
  }

  @Test
  void countsManyServersInPlaceOfListingThem() throws IOException {
    assertThat(line(Examples.fleetInterval(), USUAL))
        .isEqualTo(
            """
               3.0 s     1277/s  p50   1.10 ms  p99   3.30 ms  29.4/30 servers
                      with 28 to 57 each  UNAVAILABLE 2  12 not started
            """);
  }

  @Test
  void endsAClosedLoopWithASummary() throws IOException {
    assertThat(summary(Examples.report(0), WIDE))
        .isEqualTo(
            """

            POD       UUID      VERSION  ZONE    REPLIES  SHARE  FAILED  P50 ms  P99 ms
            server-a  11111111  v1       zone-1      750  75.0%       0    1.10    3.30
                      (none)                           0   0.0%       2       -       -
                      22222222                       250  25.0%       4       -       -

            calls        1006 in 2.5 s (402/s): DEADLINE_EXCEEDED 1, OK 1000, UNAVAILABLE 5
            spread       as over 1.8 equal servers, of 2 (0.81 of 1.00 bits)
            connections  2, servers behind each: 1 to 2
            keys         x-user-id=2: 1 with one server, 1 with several
            streams      9999 messages, 2 out of sequence, 3 missing; streams split over servers: 1
            latency      p50 1.00 ms, p90 2.00 ms, p99 3.00 ms, max 4.00 ms
            warm-up      700 calls in 3.5 s, not part of any other figure; 699 of them were answered OK
            abandoned    2 calls had not ended when the grace was over
            not started  4 calls that were due: 500 were in flight (--max-in-flight), or this machine was late
            first error  DEADLINE_EXCEEDED: after 1.5s
            first error  UNAVAILABLE: Connection refused
            """);
  }

  @Test
  void tellsBothLatenciesAndTheLagOfAnOpenLoop() throws IOException {
    assertThat(summary(Examples.report(200), USUAL))
        .contains(
            """
            latency      p50 1.10 ms, p90 2.20 ms, p99 3.30 ms, max 44.00 ms from the
                         intended start
                         p50 1.00 ms, p90 2.00 ms, p99 3.00 ms, max 4.00 ms from the actual
                         start
            lag          mean 0.01 ms, max 1.50 ms, 7 calls started over 1 ms late
            """);
  }

  @Test
  void hintsAtALowerRateWhereTheOneAskedForIsAboveCapacity() throws IOException {
    assertThat(summary(Examples.report(500), USUAL))
        .contains(
            """
            hint         500 calls a second are more than were answered (402/s), so calls
                         waited for each other; for latencies without that, try --rate 320
            """);
  }

  @Test
  void saysWhichLimitTheErrorsCrossed() throws IOException {
    assertThat(summary(Examples.report(0), Optional.of(new Threshold(0.5, 0.7936)), USUAL))
        .endsWith(
            """
            failed       0.79% of the calls were not answered OK, above --fail-above 0.5%
            """);
  }

  @Test
  void givesEachServerAParagraphOnANarrowPage() throws IOException {
    assertThat(summary(Examples.report(0), NARROW))
        .startsWith(
            """

            server-a 11111111 v1 zone-1  750 replies
              75.0%  0 failed  p50 1.10 ms
              p99 3.30 ms
            (none)  0 replies  0.0%  2 failed  p50 -
              p99 -
            22222222  250 replies  25.0%  4 failed
              p50 -  p99 -

            calls        1006 in 2.5 s (402/s):
            """);
  }

  @Test
  void cutsLongNamesInTheMiddle() throws IOException {
    assertThat(summary(Examples.fleetReport(0), USUAL))
        .startsWith(
            """

            POD        UUID      VERSION    ZONE      REPLIES  SHARE  FAILED  P50 ms  P99 ms
            reco…2x01  08000001  v1.2…nary  eur…t4-b       28   2.2%       0    1.10    3.30
            reco…2x02  10000002  v1.2…nary  eur…t4-c       29   2.3%       0    1.10    3.30
            """);
  }

  @Test
  void summarisesARunInWhichNothingHappened() throws IOException {
    assertThat(summary(Examples.emptyReport(), USUAL))
        .isEqualTo(
            """

            UUID  REPLIES  SHARE  FAILED  P50 ms  P99 ms

            calls        0 in 0.0 s (0/s): none ended
            connections  1, servers behind each: 0
            latency      p50 -, p90 -, p99 -, max -
            warm-up      none, so the first calls were slower
            """);
  }

  @ParameterizedTest(name = "{0} columns, ASCII {1}")
  @CsvSource({"40, false", "40, true", "80, false", "80, true", "200, false", "200, true"})
  void fitsThePage(int width, boolean ascii) throws IOException {
    Page page = new Page(width, ascii);
    String all =
        heading(Examples.config(0.5), page)
            + line(Examples.interval(), page)
            + line(Examples.fleetInterval(), page)
            + summary(Examples.report(200), Optional.of(new Threshold(0.5, 0.7936)), page)
            + summary(Examples.fleetReport(200), page);
    assertThat(all.lines()).allSatisfy(each -> assertThat(each).hasSizeLessThanOrEqualTo(width));
    if (ascii) {
      assertThat(all).matches("\\p{ASCII}*");
    }
  }

  private static String heading(Config config, Page page) throws IOException {
    StringWriter written = new StringWriter();
    new TextOutput(written, page).config(config);
    return written.toString();
  }

  private static String line(Interval interval, Page page) throws IOException {
    StringWriter written = new StringWriter();
    new TextOutput(written, page).interval(interval);
    return written.toString();
  }

  private static String summary(Report report, Page page) throws IOException {
    return summary(report, Optional.empty(), page);
  }

  private static String summary(Report report, Optional<Threshold> threshold, Page page)
      throws IOException {
    StringWriter written = new StringWriter();
    new TextOutput(written, page).report(report, threshold);
    return written.toString();
  }
}
