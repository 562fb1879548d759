package dev.meshlab.lab.run;

import dev.meshlab.client.channel.ClientTls;
import dev.meshlab.client.load.WarmUpLimit;
import dev.meshlab.lab.cast.PodAssignment;
import dev.meshlab.lab.plane.LbPolicy;
import dev.meshlab.mesh.model.Mesh;
import dev.meshlab.mesh.model.name.GrpcMethods;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A user's choices for a run, beside its manifests and its load.
 *
 * @param planes what carries the calls
 * @param targets what to call, as {@code host:port}; empty for what the rules are about
 * @param standIn whether pods of any image are played
 * @param methods that those have
 * @param authority to send in place of the targets' own; empty for that
 * @param client the calling pod
 * @param proxies the Envoys between the client and the pods
 * @param accepted what the lab does not play and the user takes for granted, by id or name
 * @param warmUp how much to warm up before the first call that counts on each plane
 * @param lbPolicy by which the client balances among the addresses of a headless Service
 * @param seed of the plain plane's random choices
 * @param clientTls how a client outside the mesh meets the TLS of gateways
 */
public record RunSettings(
    PlaneChoice planes,
    List<String> targets,
    boolean standIn,
    GrpcMethods methods,
    String authority,
    ClientChoice client,
    ProxySettings proxies,
    Set<String> accepted,
    WarmUpLimit warmUp,
    LbPolicy lbPolicy,
    long seed,
    ClientTls clientTls) {

  public RunSettings {
    targets = List.copyOf(targets);
    accepted = Set.copyOf(accepted);
  }

  /** Choices for a forecast of what the rules are about; nothing is run for it. */
  public static RunSettings ofForecast(PlaneChoice planes, ClientChoice client) {
    return new RunSettings(
        planes,
        List.of(),
        true,
        GrpcMethods.ANY,
        "",
        client,
        new ProxySettings(null, 1, false),
        Set.of(),
        WarmUpLimit.OFF,
        LbPolicy.PICK_FIRST,
        0,
        ClientTls.TRUSTING);
  }

  /** The roles of the pods of a mesh. */
  public PodAssignment casting(Mesh mesh) {
    return new PodAssignment(mesh, standIn, methods);
  }

  /** The same run with another caller, a workload by its name. */
  RunSettings calledBy(String workload) {
    return new RunSettings(
        planes,
        targets,
        standIn,
        methods,
        authority,
        new ClientChoice(workload, null, Map.of(), null, null),
        proxies,
        accepted,
        warmUp,
        lbPolicy,
        seed,
        clientTls);
  }
}
