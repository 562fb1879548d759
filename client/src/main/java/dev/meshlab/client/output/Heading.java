package dev.meshlab.client.output;

import dev.meshlab.client.report.Asked;

/** One sentence about the run that is about to start. */
final class Heading {

  private Heading() {}

  static String of(Config config, Page page) {
    Asked asked = config.asked();
    return new Paragraph(page, page.cut(asked.method(), page.width()), 2)
        .add(1, "at")
        .add(1, config.target() + ":")
        .words(pace(asked))
        .words("over " + connections(config) + warmUp(config))
        .text();
  }

  private static String pace(Asked asked) {
    return asked.rate() > 0
        ? Words.number(asked.rate()) + " calls a second"
        : Words.count(asked.concurrency(), "call") + " in flight";
  }

  private static String connections(Config config) {
    String connections = Words.count(config.asked().connections(), "connection");
    return config.tls() ? connections + " with TLS" : connections;
  }

  private static String warmUp(Config config) {
    if (config.warmUpTime().isZero()) {
      return ", without a warm-up";
    }
    String calls =
        config.warmUpCalls() == 0 ? "" : Words.count(config.warmUpCalls(), "call") + " or ";
    boolean mayEndEarlier = config.warmUpUntilCompiled() || config.warmUpCalls() > 0;
    return ", after a warm-up of %s%s%s"
        .formatted(mayEndEarlier ? "up to " : "", calls, Words.seconds(config.warmUpTime()));
  }
}
