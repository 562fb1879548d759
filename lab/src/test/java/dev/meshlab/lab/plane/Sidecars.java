package dev.meshlab.lab.plane;

import dev.meshlab.lab.Meshes;
import dev.meshlab.lab.cast.PodAssignment;
import dev.meshlab.lab.predict.ServerEntrance;
import dev.meshlab.mesh.model.Mesh;
import java.util.ArrayList;
import java.util.List;

/** Sidecars before imagined pods, as the manifests make them. */
public final class Sidecars {

  private Sidecars() {}

  /** The placement of the pods that would run, behind their sidecars. */
  static Placement before(Mesh mesh, int firstPort) {
    Placement open = Placement.imagined(new PodAssignment(mesh, false).cast(List.of()));
    return open.behind(ServerSidecars.imagined(open.guarded(mesh), firstPort));
  }

  /**
   * The way into the port 50051 of a pod of the server.
   *
   * @param mode of a PeerAuthentication for it
   * @param portName of the Service port that leads to it
   * @param rules further manifests
   */
  public static ServerEntrance entrance(String mode, String portName, String... rules) {
    List<String> manifests = new ArrayList<>(List.of(rules));
    manifests.add(Meshes.server("shop", "v1", 1));
    manifests.add(Meshes.service("shop", "name: " + portName + ", port: 80, targetPort: 50051"));
    manifests.add(
        "{apiVersion: security.istio.io/v1, kind: PeerAuthentication, metadata: {name: all}, spec:"
            + " {mtls: {mode: "
            + mode
            + "}}}");
    Mesh mesh = Meshes.of(manifests.toArray(String[]::new));
    return before(mesh, 1000).sidecars().byPort().values().iterator().next();
  }
}
