package dev.meshlab.client;

import dev.meshlab.client.channel.Security;
import dev.meshlab.client.load.Load;
import dev.meshlab.client.load.LoadGenerator;
import dev.meshlab.client.load.WarmUpLimit;
import dev.meshlab.client.output.Config;
import dev.meshlab.client.output.Output;
import dev.meshlab.client.output.Page;
import dev.meshlab.client.report.Interval;
import dev.meshlab.client.report.Report;
import dev.meshlab.client.report.Threshold;
import dev.meshlab.client.report.WarmUpReport;
import dev.meshlab.program.DurationConverter;
import dev.meshlab.program.Environment;
import dev.meshlab.program.FailureMessage;
import dev.meshlab.program.Interruption;
import dev.meshlab.program.Notices;
import dev.meshlab.program.Numbers;
import dev.meshlab.program.ShortMessage;
import dev.meshlab.program.StandardOutput;
import dev.meshlab.program.Version;
import dev.meshlab.program.VersionLine;
import dev.meshlab.tls.Certificates;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command: one load on one target. */
@Command(
    name = ClientCommand.NAME,
    mixinStandardHelpOptions = true,
    versionProvider = VersionLine.class,
    sortOptions = false,
    usageHelpAutoWidth = true,
    showDefaultValues = true,
    description = {
      "Calls the lab's servers, or any others, and counts the replies of each.",
      "Results go to stdout, everything else to stderr."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:the run was made and reported",
      "1:internal error, or standard output cannot be written",
      "2:bad usage",
      "3:not one call was answered OK, or more failed than --fail-above allows",
      "130:ended by ^C, with the report so far",
      "143:ended by SIGTERM, with the report so far"
    },
    footer = {
      "",
      DurationConverter.HELP,
      "Without --calls and --duration, the run takes 10 s. With both at 0, it goes on until ^C or"
          + " SIGTERM.",
      "",
      "Text is as wide as COLUMNS says, 80 characters otherwise, and pure ASCII where the locale is"
          + " not one of UTF-8 or TERM is dumb. GRPC_XDS_BOOTSTRAP names the bootstrap file of"
          + " xds:/// targets. MESHLAB_CLIENT_METADATA has one entry a line."
    })
final class ClientCommand implements Callable<Integer> {

  static final String NAME = "meshlab-client";

  private static final int NOT_AS_EXPECTED = 3;

  /** The duration of a run that no flag ends; the footer of the usage says so. */
  private static final Duration DEFAULT_DURATION = Duration.ofSeconds(10);

  /** The time that printing the report may take beyond the grace of the calls. */
  private static final Duration PRINTING = Duration.ofSeconds(5);

  @Spec private CommandSpec spec;
  @Mixin private TargetOptions target;
  @Mixin private TlsOptions tls;
  @Mixin private LoadOptions load;
  @Mixin private WarmUpOptions warmUp;

  @Option(
      names = "--fail-above",
      paramLabel = "<errors%>",
      converter = PercentConverter.class,
      description =
          "Exit with 3 if a greater part of the calls than this was not answered OK, as in 1%% or"
              + " 0.5. Default: only if no call was answered OK.")
  private @Nullable Double failAbove;

  @Option(
      names = "--interval",
      paramLabel = "<time>",
      defaultValue = "1s",
      converter = DurationConverter.class,
      description = "Period of the interval records.")
  private Duration interval;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "<format>",
      defaultValue = "text",
      description = "What to write to standard output: ${COMPLETION-CANDIDATES}.")
  private Format format;

  @Mixin private ColourOption colour;

  @Option(
      names = "--step-by-step",
      description =
          "Wait for a line on standard input before the warm-up, and for one more before the first"
              + " call that counts. After the report, wait for the end of the input. An input that"
              + " ends earlier ends the run.")
  private boolean stepByStep;

  private final Environment environment;
  private final Page page;
  private final InputStream stdin;
  private final OutputStream stdout;
  private final Interruption interruption;

  private ClientCommand(
      Environment environment,
      Page page,
      InputStream stdin,
      OutputStream stdout,
      Interruption interruption) {
    this.environment = environment;
    this.page = page;
    this.stdin = stdin;
    this.stdout = stdout;
    this.interruption = interruption;
  }

  /**
   * The command as a program has it.
   *
   * @param variables the environment
   * @param stdin where the cues of a run come from that goes step by step
   * @param stdout where results go; never closed
   * @param interruption learns how to stop the run
   */
  static CommandLine commandLine(
      Map<String, String> variables,
      InputStream stdin,
      OutputStream stdout,
      Interruption interruption) {
    Environment environment = new Environment("MESHLAB_CLIENT_", variables);
    Notices notices = Main.notices(variables);
    CommandLine commandLine =
        new CommandLine(
                new ClientCommand(environment, Page.of(variables), stdin, stdout, interruption))
            .setParameterExceptionHandler(new ShortMessage(notices, environment))
            .setExecutionExceptionHandler(new FailureMessage(notices));
    environment.applyTo(commandLine);
    Numbers.register(commandLine);
    return commandLine;
  }

  @Override
  public Integer call() {
    warnOfUnknownVariables();
    Load asked = load.load(spec.commandLine(), end -> end.duration(DEFAULT_DURATION));
    if (interval.isZero()) {
      throw new ParameterException(spec.commandLine(), "--interval 0s: must be above zero");
    }
    Optional<Certificates> certificates = tls.open(spec.commandLine());
    Security security = tls.security(certificates);
    try (LoadGenerator generator = target.open(asked, security, spec.commandLine())) {
      interruption.allow(asked.grace().plus(PRINTING));
      interruption.then(generator::stop);
      Cues cues = stepByStep ? Cues.of(stdin, generator::stop) : Cues.none();
      interruption.then(cues::end);
      return run(generator, asked, security.isTls(), cues)
          ? CommandLine.ExitCode.OK
          : NOT_AS_EXPECTED;
    } catch (IOException e) {
      throw StandardOutput.failed(e);
    } finally {
      certificates.ifPresent(Certificates::close);
    }
  }

  /** True if enough calls succeeded. */
  private boolean run(LoadGenerator generator, Load asked, boolean isTls, Cues cues)
      throws IOException {
    Output output = format.to(stdout, page.withColours(colour.isWanted()));
    WarmUpLimit limit = warmUp.limit(asked);
    output.config(config(asked, limit, isTls));
    cues.awaitNext();
    WarmUpReport warmedUp = generator.warmUp(limit);
    if (stepByStep) {
      output.warmedUp(warmedUp);
    }
    cues.awaitNext();
    Report report = generator.run(interval, record -> write(output, record));
    Optional<Threshold> threshold =
        Optional.ofNullable(failAbove).map(most -> new Threshold(most, report.errorPercent()));
    output.report(report, threshold);
    cues.awaitEnd();
    return report.ok() > 0 && threshold.filter(Threshold::isCrossed).isEmpty();
  }

  private Config config(Load asked, WarmUpLimit limit, boolean isTls) {
    return new Config(
        Version.current(),
        target.target(),
        target.lbPolicy(),
        target.authority(),
        isTls,
        interval,
        limit.time(),
        limit.calls(),
        limit.untilCompiled(),
        asked.asked());
  }

  private static void write(Output output, Interval record) {
    try {
      output.interval(record);
    } catch (IOException e) {
      throw StandardOutput.failed(e);
    }
  }

  private void warnOfUnknownVariables() {
    Notices notices = Main.notices(environment.variables());
    PrintWriter err = spec.commandLine().getErr();
    environment
        .unknown(spec)
        .forEach(name -> err.print(notices.line("no flag goes by " + name + "; it is ignored")));
    err.flush();
  }
}
