package dev.meshlab.lab.run;

import dev.meshlab.client.load.Load;
import dev.meshlab.lab.failure.BadInput;
import dev.meshlab.lab.failure.LabFailure;
import dev.meshlab.mesh.manifest.ManifestSet;
import dev.meshlab.mesh.model.ClientWorkload;
import dev.meshlab.mesh.model.Deployment;
import dev.meshlab.mesh.model.Mesh;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The callers of some manifests, one of each kind, and what becomes of their calls; nothing is
 * started. Pods of any image count.
 */
public final class Prospects {

  /** A forecast is made for each, so that many would keep a reader waiting. */
  private static final int MOST = 12;

  private final ManifestSet manifests;
  private final Mesh mesh;
  private final @Nullable Plan plan;
  private final String nothing;

  private Prospects(ManifestSet manifests, @Nullable Plan plan, String nothing) {
    this.manifests = manifests;
    this.mesh = Mesh.of(manifests);
    this.plan = plan;
    this.nothing = nothing;
  }

  /** The callers of manifests that a cluster would take. */
  public static Prospects of(ManifestSet manifests) {
    try {
      return new Prospects(manifests, plan(manifests, ClientChoice.NONE), "");
    } catch (BadInput none) {
      return new Prospects(manifests, null, none.problems().get(0).message());
    }
  }

  private static Plan plan(ManifestSet manifests, ClientChoice caller) {
    RunSettings settings = RunSettings.ofForecast(PlaneChoice.ALL, caller);
    return new Plan(manifests, Load.builder().build(), settings);
  }

  /** The reason why no calls can be made; empty where some can. */
  public String nothingToCall() {
    return nothing;
  }

  public Mesh mesh() {
    return mesh;
  }

  /** The one of whom advice thinks as the caller. */
  public ClientWorkload caller() {
    return plan == null ? Clients.of(mesh) : plan.client();
  }

  /** One of each kind. */
  public List<CallerName> callers() {
    return kinds().limit(MOST).toList();
  }

  /** The number of kinds that are not among the callers. */
  public int leftOut() {
    return (int) Math.max(0, kinds().count() - MOST);
  }

  private Stream<CallerName> kinds() {
    if (plan == null) {
      return Stream.of();
    }
    List<Deployment> others = new CallerKinds(manifests, mesh).besides(plan.client());
    return Stream.concat(Stream.of(main(plan)), others.stream().map(Prospects::name)).distinct();
  }

  private CallerName main(Plan plan) {
    return mesh.deployments().stream()
        .filter(each -> each.namespace().equals(plan.client().namespace()))
        .filter(each -> each.labels().equals(plan.client().labels()) && !each.isPod())
        .findFirst()
        .map(Prospects::name)
        .orElse(CallerName.anyOf(plan.client().namespace()));
  }

  private static CallerName name(Deployment workload) {
    return new CallerName(workload.namespace(), workload.kind(), workload.name());
  }

  /** True if the manifests have such a caller. */
  public boolean has(CallerName caller) {
    return caller.isAnyPod()
        || mesh.deployments().stream().anyMatch(each -> name(each).equals(caller));
  }

  /** The calls of a caller; empty where the manifests do not have it, or nothing to call. */
  public Optional<Prospect> of(CallerName caller) {
    if (plan == null || !has(caller)) {
      return Optional.empty();
    }
    try {
      Plan own = caller.equals(main(plan)) ? plan : plan(manifests, choice(caller));
      return Optional.of(Prospect.inside(own, Callers.plane(mesh.injection(own.client()))));
    } catch (LabFailure nothingToCall) {
      return Optional.empty();
    }
  }

  private static ClientChoice choice(CallerName caller) {
    return caller.isAnyPod()
        ? new ClientChoice(null, caller.namespace(), Map.of(), null, null)
        : new ClientChoice(
            caller.namespace() + "/" + caller.workload(), null, Map.of(), null, null);
  }

  /** The calls from outside the mesh; empty where no gateway is open. */
  public Optional<Prospect> gateways() {
    return Optional.ofNullable(plan).filter(each -> !each.doors().isEmpty()).map(Prospect::outside);
  }
}
