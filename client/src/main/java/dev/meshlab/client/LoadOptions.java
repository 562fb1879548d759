package dev.meshlab.client;

import dev.meshlab.client.load.CallKind;
import dev.meshlab.client.load.InvalidLoadException;
import dev.meshlab.client.load.Keys;
import dev.meshlab.client.load.Load;
import dev.meshlab.client.load.LoadBuilder;
import dev.meshlab.client.load.MetadataEntry;
import dev.meshlab.program.DurationConverter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/**
 * The flags that make up a load, a picocli mixin for every command that drives one. What ends a
 * load when no flag does is for the command to say.
 */
public final class LoadOptions {

  @Option(
      names = "--rpc",
      paramLabel = "<kind>",
      defaultValue = "unary",
      converter = CallKindConverter.class,
      completionCandidates = CallKindConverter.class,
      description = "Kind of call: ${COMPLETION-CANDIDATES}.")
  private CallKind rpc;

  @Option(
      names = "--method",
      paramLabel = "<path>",
      defaultValue = "",
      showDefaultValue = CommandLine.Help.Visibility.NEVER,
      description =
          "Method to call, as in /shop.Checkout/Pay, shop.Checkout/Pay or shop.Checkout.Pay; of"
              + " any service, as --rpc says which kind."
              + " Default: the one of meshlab.v1.EchoService of that kind.")
  private String method;

  @Option(
      names = "--connections",
      paramLabel = "<n>",
      defaultValue = "1",
      description = "gRPC channels to open.")
  private int connections;

  @Option(
      names = {"-c", "--concurrency"},
      paramLabel = "<n>",
      defaultValue = "8",
      description = "Calls in flight over all connections: the end of one starts the next.")
  private int concurrency;

  @Option(
      names = {"-r", "--rate"},
      paramLabel = "<calls/s>",
      defaultValue = "0",
      description =
          "Calls to start each second over all connections, whatever became of those before. "
              + "0: keep --concurrency calls in flight instead.")
  private double rate;

  @Option(
      names = "--max-in-flight",
      paramLabel = "<n>",
      defaultValue = "10000",
      description = "With --rate: a call that is due while that many are in flight is not started.")
  private int maxInFlight;

  @Option(
      names = {"-n", "--calls"},
      paramLabel = "<n>",
      description = "Calls to make. 0: no limit. Default: no limit where --duration is given.")
  private @Nullable Long calls;

  @Option(
      names = {"-z", "--duration"},
      paramLabel = "<time>",
      converter = DurationConverter.class,
      description =
          "For how long to start calls. 0s: no limit. Default: no limit where --calls is given.")
  private @Nullable Duration duration;

  @Option(
      names = "--messages",
      paramLabel = "<n>",
      defaultValue = "10",
      description = "Messages of each stream.")
  private int messages;

  @Option(
      names = "--metadata",
      paramLabel = "<key=value>",
      split = "\n",
      showDefaultValue = CommandLine.Help.Visibility.NEVER,
      converter = MetadataConverter.class,
      description = "Request metadata of each call; may be repeated.")
  private List<MetadataEntry> metadata = new ArrayList<>();

  @Option(
      names = "--keys",
      paramLabel = "<name=n>",
      showDefaultValue = CommandLine.Help.Visibility.NEVER,
      converter = KeysConverter.class,
      description =
          "Request metadata that differs from call to call: key-1 to key-n in turn, as calls of n"
              + " users. The report says which servers answered each.")
  private Keys keys = Keys.NONE;

  @Option(
      names = "--deadline",
      paramLabel = "<time>",
      defaultValue = "0s",
      converter = DurationConverter.class,
      description = "Deadline of each call. 0s: none.")
  private Duration deadline;

  @Option(
      names = "--grace",
      paramLabel = "<time>",
      defaultValue = "5s",
      converter = DurationConverter.class,
      description = "How long calls in flight may go on once the run is to end.")
  private Duration grace;

  @Option(
      names = "--payload-bytes",
      paramLabel = "<n>",
      defaultValue = "0",
      description = "Payload of each message.")
  private int payloadBytes;

  /** True if --calls or --duration is given. */
  public boolean namesAnEnd() {
    return calls != null || duration != null;
  }

  /**
   * The load that the flags ask for.
   *
   * @param defaultEnd what ends it where neither --calls nor --duration is given
   * @throws ParameterException naming every flag that is wrong
   */
  public Load load(CommandLine commandLine, UnaryOperator<LoadBuilder> defaultEnd) {
    try {
      LoadBuilder limited =
          namesAnEnd()
              ? Load.builder()
                  .calls(calls == null ? 0 : calls)
                  .duration(duration == null ? Duration.ZERO : duration)
              : defaultEnd.apply(Load.builder());
      return limited
          .kind(rpc)
          .method(method)
          .connections(connections)
          .concurrency(concurrency)
          .rate(rate)
          .maxInFlight(maxInFlight)
          .messages(messages)
          .deadline(deadline)
          .grace(grace)
          .metadata(metadata)
          .payloadBytes(payloadBytes)
          .keys(keys)
          .build();
    } catch (InvalidLoadException e) {
      throw new ParameterException(
          commandLine,
          e.problems().stream()
              .map(problem -> "--" + problem)
              .collect(Collectors.joining(System.lineSeparator())),
          e);
    }
  }
}
