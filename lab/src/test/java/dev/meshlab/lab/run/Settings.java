package dev.meshlab.lab.run;

import dev.meshlab.client.channel.ClientTls;
import dev.meshlab.client.load.WarmUpLimit;
import dev.meshlab.lab.plane.LbPolicy;
import dev.meshlab.mesh.dataplane.Plane;
import dev.meshlab.mesh.model.name.GrpcMethods;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Settings of a run, for tests: all planes, no target by name, no stand-ins. */
final class Settings {

  private PlaneChoice planes = PlaneChoice.ALL;
  private final List<String> targets = new ArrayList<>();
  private boolean standIn;
  private GrpcMethods methods = GrpcMethods.ANY;
  private String authority = "";
  private LbPolicy lbPolicy = LbPolicy.PICK_FIRST;
  private ClientChoice client = new ClientChoice(null, null, Map.of(), null, null);

  Settings planes(Plane... names) {
    planes = PlaneChoice.named(List.of(names));
    return this;
  }

  Settings target(String name) {
    targets.add(name);
    return this;
  }

  Settings standIn() {
    standIn = true;
    return this;
  }

  Settings methods(String... paths) {
    methods = new GrpcMethods(List.of(paths));
    return this;
  }

  Settings authority(String name) {
    authority = name;
    return this;
  }

  Settings clientNamespace(String name) {
    client = new ClientChoice(null, name, Map.of(), null, null);
    return this;
  }

  Settings lbPolicy(LbPolicy policy) {
    lbPolicy = policy;
    return this;
  }

  RunSettings build() {
    return new RunSettings(
        planes,
        targets,
        standIn,
        methods,
        authority,
        client,
        new ProxySettings(null, 1, false),
        Set.of(),
        WarmUpLimit.OFF,
        lbPolicy,
        0,
        ClientTls.TRUSTING);
  }
}
