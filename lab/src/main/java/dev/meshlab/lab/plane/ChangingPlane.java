package dev.meshlab.lab.plane;

import dev.meshlab.client.load.Load;
import dev.meshlab.client.load.WarmUpLimit;
import dev.meshlab.lab.cast.PodAssignment;
import dev.meshlab.lab.cast.Target;
import dev.meshlab.lab.failure.Broken;
import dev.meshlab.lab.fleet.PodProcess;
import dev.meshlab.lab.prediction.PodLabels;
import dev.meshlab.mesh.manifest.ManifestSet;
import dev.meshlab.mesh.model.Mesh;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An open plane that follows its mesh: pods come and go, and rules change, under the channels that
 * are open. Belongs to one thread.
 */
public final class ChangingPlane implements AutoCloseable {

  private final Testbed testbed;
  private final CallsToMake calls;
  private final Progress progress;
  private Planes planes;
  private RunningPlane plane;
  private @Nullable ClientLine line;

  /**
   * @param planes over the testbed, one of which is open
   */
  public ChangingPlane(
      Planes planes, RunningPlane plane, Testbed testbed, CallsToMake calls, Progress progress) {
    this.planes = planes;
    this.plane = plane;
    this.testbed = testbed;
    this.calls = calls;
    this.progress = progress;
  }

  /** The plane as it is now. */
  public RunningPlane now() {
    return plane;
  }

  /** The processes of the pods that there are now. */
  public List<PodProcess> pods() {
    return testbed.pods();
  }

  /** The names of these pods. */
  public PodLabels labels() {
    return testbed.labels();
  }

  /** Follows changed rules, or the readiness of pods; no process is started or stopped. */
  public void follow(ManifestSet changed) throws IOException, InterruptedException {
    testbed.adopt(Mesh.of(changed));
    renew(changed);
  }

  /**
   * Starts the pods that are missing or dead, and lets go of those that are not there any more.
   * Calls do not see it yet.
   */
  public void populate(ManifestSet changed, PodAssignment casting)
      throws IOException, InterruptedException {
    testbed.populate(Mesh.of(changed), casting, calls.targets(), progress);
  }

  /**
   * Ends pods and their sidecars at once, with nothing to take their place; clients are still led
   * there.
   *
   * @param ips of the pods
   */
  public void lose(Set<String> ips) throws IOException, InterruptedException {
    testbed.lose(ips);
  }

  /** Lets pods run again where they were lost, once {@link #populate} asks for them. */
  public void recover() {
    testbed.recover();
  }

  /**
   * The client that makes a load on a target, over connections that {@link #disconnect} ends.
   *
   * @throws Broken on a plane where the client has no proxy
   */
  public LoadDriver severable(Target target, Load load) throws IOException {
    if (!(plane instanceof EnvoyPlane envoy)) {
      throw new Broken("the lab can end the connections of a client to its Envoy alone");
    }
    hangUp();
    ClientLine laid = ClientLine.to(envoy.port(target));
    line = laid;
    return new OwnLoad(load, WarmUpLimit.OFF, envoy.channels(target, laid.port()));
  }

  /** Ends the connections of the client that {@link #severable} made. */
  public void disconnect() {
    if (line != null) {
      line.end();
    }
  }

  private void hangUp() {
    if (line != null) {
      line.close();
      line = null;
    }
  }

  private void renew(ManifestSet changed) throws IOException, InterruptedException {
    testbed.addSidecars();
    planes = planes.changed(changed);
    plane = planes.renewed(plane, calls);
    testbed.removeSidecars();
  }

  @Override
  public void close() {
    hangUp();
    plane.close();
  }
}
