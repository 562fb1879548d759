package dev.meshlab.client.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class TextOutputTest {

  private final StringWriter written = new StringWriter();
  private final TextOutput output = new TextOutput(written);

  @Test
  void saysWhatItIsAboutToDo() throws IOException {
    output.config(Examples.config(0));
    output.config(Examples.config(0.5));
    assertThat(written)
        .hasToString(
            """
            meshlab.v1.EchoService/BidiStream at dns:///server:50051: 8 calls in flight over 2 connections, after a warm-up of up to 8.0 s
            meshlab.v1.EchoService/BidiStream at dns:///server:50051: 0.5 calls a second over 2 connections, after a warm-up of up to 8.0 s
            """);
  }

  @Test
  void writesALineAnInterval() throws IOException {
    output.interval(Examples.quietInterval());
    output.interval(Examples.interval());
    assertThat(written)
        .hasToString(
            """
               1.0 s        0/s  p50         -  p99         -  0.00 of 0.00 bits, 0.0 servers
               2.0 s     1006/s  p50   1.10 ms  p99   3.30 ms  0.81 of 1.00 bits, 1.8 servers  \
            22222222 250, server-a 750  DEADLINE_EXCEEDED 1, UNAVAILABLE 5
            """);
  }

  @Test
  void endsAClosedLoopWithASummary() throws IOException {
    output.report(Examples.report(0));
    assertThat(written)
        .hasToString(
            """

            SERVER                                 POD        VERSION   ZONE     REPLIES    SHARE   FAILED       P50       P99
            (none named)                                                               0    0.0 %        2         -         -
            11111111-aaaa-4aaa-8aaa-aaaaaaaaaaaa   server-a   v1        zone-1       750   75.0 %        0   1.10 ms   3.30 ms
            22222222-bbbb-4bbb-8bbb-bbbbbbbbbbbb                                     250   25.0 %        4         -         -

            calls        1006 in 2.5 s (402/s): DEADLINE_EXCEEDED 1, OK 1000, UNAVAILABLE 5
            abandoned    2 calls had not ended when the grace was over
            not started  4 calls were due: too many were in flight
            warm-up      700 calls in 3.5 s, not counted
            spread       0.81 of 1.00 bits, 1.8 servers
            connections  2, servers behind each: 1 to 2
            streams      9999 messages, 2 out of sequence, 3 missing; streams split over servers: 1
            latency      p50 1.00 ms, p90 2.00 ms, p99 3.00 ms, max 4.00 ms
            first error  DEADLINE_EXCEEDED: after 1.5s
            first error  UNAVAILABLE: Connection refused
            """);
  }

  @Test
  void tellsBothLatenciesAndTheLagOfAnOpenLoop() throws IOException {
    output.report(Examples.report(200));
    assertThat(written.toString())
        .contains(
            """
            latency      p50 1.10 ms, p90 2.20 ms, p99 3.30 ms, max 44.00 ms from the intended start
                         p50 1.00 ms, p90 2.00 ms, p99 3.00 ms, max 4.00 ms from the actual start
            lag          mean 0.01 ms, max 1.50 ms, 7 calls started over 1 ms late
            """);
  }

  @Test
  void summarisesARunInWhichNothingHappened() throws IOException {
    output.report(Examples.emptyReport());
    assertThat(written)
        .hasToString(
            """

            SERVER   POD   VERSION   ZONE   REPLIES   SHARE   FAILED   P50   P99

            calls        0 in 0.0 s (0/s): none ended
            warm-up      none
            spread       0.00 of 0.00 bits, 0.0 servers
            connections  1, servers behind each: 0
            latency      p50 -, p90 -, p99 -, max -
            """);
  }
}
