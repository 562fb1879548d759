package dev.meshlab.lab.intent;

import java.util.List;
import java.util.Map;

/**
 * The part of a test that decides which mesh is called.
 *
 * @param manifests files and directories, as the test names them
 * @param replicas the pods of some workloads, by their name; the others have what is written
 * @param zones of the cluster, {@code region/zone}; empty for what a run presumes
 */
public record MeshWorld(List<String> manifests, Map<String, Integer> replicas, List<String> zones) {

  public MeshWorld {
    manifests = List.copyOf(manifests);
    replicas = Map.copyOf(replicas);
    zones = List.copyOf(zones);
  }
}
