package dev.meshlab.lab.cli;

import dev.meshlab.client.WarmUpOptions;
import dev.meshlab.client.load.WarmUpLimit;
import picocli.CommandLine.Option;

/** The flag that says how much to warm up where no latency is compared. */
final class ShortWarmUp {

  @Option(
      names = "--warm-up",
      paramLabel = "<time or calls>",
      defaultValue = "300ms",
      converter = WarmUpOptions.WarmUpConverter.class,
      description =
          "For how long, or with how many calls, to warm up each plane before the first call that"
              + " counts. 0: not at all.")
  private WarmUpLimit warmUp;

  WarmUpLimit limit() {
    return warmUp;
  }
}
