package dev.meshlab.server.identity;

import dev.meshlab.v1.ServerIdentity;
import java.util.Map;
import java.util.UUID;

/**
 * The environment variables that a pod gets from the downward API.
 *
 * @see <a href="https://kubernetes.io/docs/concepts/workloads/pods/downward-api/">Downward API</a>
 */
public final class PodEnvironment {
  private PodEnvironment() {}

  /**
   * The identity that the environment gives. A variable that is absent or empty leaves its field
   * empty, except the UUID: without a POD_UID it is random, so that any two processes differ.
   */
  public static ServerIdentity identity(Map<String, String> environment) {
    String podUid = environment.getOrDefault("POD_UID", "");
    return ServerIdentity.newBuilder()
        .setUuid(podUid.isEmpty() ? UUID.randomUUID().toString() : podUid)
        .setPod(environment.getOrDefault("POD_NAME", ""))
        .setNamespace(environment.getOrDefault("POD_NAMESPACE", ""))
        .setIp(environment.getOrDefault("POD_IP", ""))
        .setNode(environment.getOrDefault("NODE_NAME", ""))
        .setVersion(environment.getOrDefault("POD_VERSION", ""))
        .setRegion(environment.getOrDefault("POD_REGION", ""))
        .setZone(environment.getOrDefault("POD_ZONE", ""))
        .build();
  }
}
