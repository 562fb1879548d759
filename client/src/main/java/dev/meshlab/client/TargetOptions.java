package dev.meshlab.client;

import dev.meshlab.client.load.TargetChannels;
import dev.meshlab.client.load.WarmUpLimit;
import dev.meshlab.client.output.Config;
import dev.meshlab.client.report.Asked;
import java.time.Duration;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The flags that say where the load goes. */
final class TargetOptions {

  @Option(
      names = "--target",
      paramLabel = "<target>",
      defaultValue = "localhost:50051",
      description =
          "host:port, dns:///host:port, or xds:///name with the bootstrap in GRPC_XDS_BOOTSTRAP.")
  private String target;

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
      description = "The :authority to send in place of the target's.")
  private String authority;

  TargetChannels channels() {
    return new TargetChannels(target, lbPolicy, authority);
  }

  String target() {
    return target;
  }

  Config config(String version, Duration interval, WarmUpLimit warmUp, Asked asked) {
    return new Config(
        version,
        target,
        lbPolicy,
        authority,
        interval,
        warmUp.time(),
        warmUp.calls(),
        warmUp.untilCompiled(),
        asked);
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
