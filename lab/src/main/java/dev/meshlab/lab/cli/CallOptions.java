package dev.meshlab.lab.cli;

import dev.meshlab.client.LoadOptions;
import dev.meshlab.client.channel.ClientTls;
import dev.meshlab.client.load.Load;
import dev.meshlab.client.load.WarmUpLimit;
import dev.meshlab.lab.failure.BadInput;
import dev.meshlab.lab.input.DescriptorSet;
import dev.meshlab.lab.plane.ClusterPlane;
import dev.meshlab.lab.plane.LbPolicy;
import dev.meshlab.lab.run.PlaneChoice;
import dev.meshlab.lab.run.ProxySettings;
import dev.meshlab.lab.run.RunSettings;
import dev.meshlab.mesh.dataplane.Plane;
import dev.meshlab.mesh.model.name.GrpcMethods;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The flags that say which calls are made, of what, and on which planes. */
final class CallOptions {

  @Option(
      names = "--planes",
      paramLabel = "<plane>",
      split = ",",
      converter = PlaneNameConverter.class,
      completionCandidates = PlaneNameConverter.class,
      description =
          "Which planes, comma-separated: ${COMPLETION-CANDIDATES}. Default: all but"
              + " kubernetes, which is a cluster; one that is entered from outside the mesh only"
              + " where the manifests bind routes to a Gateway.")
  private @Nullable List<String> planes;

  @Option(
      names = "--target",
      paramLabel = "<host:port>",
      showDefaultValue = Help.Visibility.NEVER,
      description =
          "What to call, a Service or another host of a VirtualService; may be repeated."
              + " Default: each Service that the rules name and the lab's pods back.")
  private List<String> targets = List.of();

  @Option(
      names = "--stand-in",
      description =
          "Play the pods of any image, call each route by a request that takes it, and measure"
              + " every Service port that may carry gRPC.")
  private boolean standIn;

  @Option(
      names = "--descriptor-set",
      paramLabel = "<file>",
      description =
          "With --stand-in: answer only the methods of the services in this file, which protoc or buf"
              + " writes, and call one of them where a route leaves it open. Default: any method.")
  private @Nullable Path descriptorSet;

  @Option(
      names = "--authority",
      paramLabel = "<host>",
      defaultValue = "",
      showDefaultValue = Help.Visibility.NEVER,
      description = "The :authority to send in place of the target's.")
  private String authority;

  @Option(
      names = "--lb-policy",
      paramLabel = "<policy>",
      defaultValue = "pick_first",
      converter = LbPolicyConverter.class,
      completionCandidates = LbPolicyConverter.class,
      description =
          "The client's load balancing among the pods of a headless Service, on the planes plain and"
              + " envoy: ${COMPLETION-CANDIDATES}.")
  private LbPolicy lbPolicy;

  @Mixin private LoadOptions load;

  @Mixin private ClientOptions client;

  @Option(
      names = "--envoy-workers",
      paramLabel = "<n>",
      defaultValue = "1",
      description = "Envoy's worker threads; each keeps a rotation of its own.")
  private int envoyWorkers;

  @Option(
      names = "--one-sidecar",
      description =
          "Give the client alone a sidecar and call the pods directly, to measure one hop: no mutual"
              + " TLS, no AuthorizationPolicy, no server's side of timeouts and limits.")
  private boolean oneSidecar;

  @Option(
      names = "--accept",
      paramLabel = "<id>",
      split = ",",
      showDefaultValue = Help.Visibility.NEVER,
      description =
          "Judge a target although something touches it that the lab does not play: not-honoured for"
              + " all, or Kind/namespace/name for one object.")
  private List<String> accepted = List.of();

  /** The load; without an end where the user names none. */
  Load load(CommandLine command) {
    Load wanted = load.load(command, end -> end);
    if (load.namesAnEnd() && wanted.calls() == 0 && wanted.duration().isZero()) {
      throw new BadInput(
          "--calls 0 --duration 0s: the run would never end; give one of them another value");
    }
    return wanted;
  }

  private GrpcMethods methods() {
    if (descriptorSet == null) {
      return GrpcMethods.ANY;
    }
    if (!standIn) {
      throw new BadInput(
          "--descriptor-set: says what stand-ins answer; add --stand-in, or leave it out");
    }
    return DescriptorSet.methods(descriptorSet);
  }

  /**
   * @param envoy the Envoy to run; null to look for one
   * @param warmUp how much to warm up on each plane
   * @param seed of the plain plane's random choices; null for a new one
   */
  RunSettings settings(@Nullable Path envoy, WarmUpLimit warmUp, @Nullable Long seed) {
    if (planes != null && planes.isEmpty()) {
      throw new BadInput(
          "--planes: names no plane; choose from " + String.join(", ", new PlaneNameConverter()));
    }
    if (envoyWorkers < 1) {
      throw new BadInput("--envoy-workers " + envoyWorkers + ": must be 1 or more");
    }
    return new RunSettings(
        planes == null ? PlaneChoice.ALL : named(planes),
        targets,
        standIn,
        methods(),
        authority,
        client.choice(),
        new ProxySettings(envoy, envoyWorkers, oneSidecar),
        Set.copyOf(accepted),
        warmUp,
        lbPolicy,
        seed == null ? System.nanoTime() : seed,
        ClientTls.TRUSTING);
  }

  private static PlaneChoice named(List<String> names) {
    PlaneChoice here =
        PlaneChoice.named(names.stream().flatMap(name -> Plane.of(name).stream()).toList());
    return names.contains(ClusterPlane.NAME) ? here.andCluster() : here;
  }
}
