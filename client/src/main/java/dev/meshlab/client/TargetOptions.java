package dev.meshlab.client;

import dev.meshlab.client.channel.Security;
import dev.meshlab.client.channel.TargetChannels;
import dev.meshlab.client.load.Load;
import dev.meshlab.client.load.LoadGenerator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

/** The flags that say where the load goes. */
final class TargetOptions {

  private static final String FLAG = "--target";

  @Parameters(
      arity = "0..1",
      paramLabel = "<target>",
      description = "The target, as --target has it.")
  private @Nullable String argument;

  @Option(
      names = FLAG,
      paramLabel = "<target>",
      defaultValue = "localhost:50051",
      description =
          "host:port, dns:///host:port, or xds:///name with the bootstrap in GRPC_XDS_BOOTSTRAP.")
  private String flag;

  @Option(
      names = "--lb-policy",
      paramLabel = "<policy>",
      defaultValue = "pick_first",
      converter = LbPolicyConverter.class,
      description =
          "Load balancing where service config and xDS name no policy: pick_first, round_robin.")
  private String lbPolicy;

  @Option(
      names = "--authority",
      paramLabel = "<host>",
      defaultValue = "",
      showDefaultValue = CommandLine.Help.Visibility.NEVER,
      description =
          "The :authority to send in place of the target's; with --tls also the host that the"
              + " server's certificate has to be for.")
  private String authority;

  /** As the user wrote it; the argument stands before the flag's variable and default. */
  String target() {
    return argument == null ? flag : argument;
  }

  String lbPolicy() {
    return lbPolicy;
  }

  String authority() {
    return authority;
  }

  /**
   * A generator for that load on the target.
   *
   * @throws ParameterException where there are two targets, or gRPC cannot make sense of the one
   */
  LoadGenerator open(Load load, Security security, CommandLine commandLine) {
    boolean flagGiven = commandLine.getParseResult().hasMatchedOption(FLAG);
    if (argument != null && flagGiven && !argument.equals(flag)) {
      throw new ParameterException(
          commandLine,
          "two targets, '%s' and --target '%s'; give one of them".formatted(argument, flag));
    }
    try {
      return new LoadGenerator(load, new TargetChannels(target(), lbPolicy, authority, security));
    } catch (IllegalArgumentException e) {
      throw new ParameterException(
          commandLine,
          "%s '%s': %s; write host:port, dns:///host:port or xds:///name"
              .formatted(argument == null ? FLAG : "target", target(), e.getMessage()),
          e);
    }
  }

  /** The policies that grpc-java has built in. */
  static final class LbPolicyConverter implements ITypeConverter<String> {
    @Override
    public String convert(String policy) {
      return switch (policy) {
        case "pick_first", "round_robin" -> policy;
        default ->
            throw new TypeConversionException(
                "'%s' is not a policy; choose pick_first or round_robin".formatted(policy));
      };
    }
  }
}
