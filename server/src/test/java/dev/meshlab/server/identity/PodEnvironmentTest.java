package dev.meshlab.server.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshlab.v1.ServerIdentity;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PodEnvironmentTest {
  @Test
  void takesEachFieldFromItsVariable() {
    assertThat(
            PodEnvironment.identity(
                Map.of(
                    "POD_UID", "uid-1",
                    "POD_NAME", "server-7d4",
                    "POD_NAMESPACE", "service-mesh-lab",
                    "POD_IP", "10.0.0.7",
                    "NODE_NAME", "node-a",
                    "POD_VERSION", "v2",
                    "POD_REGION", "eu-west",
                    "POD_ZONE", "eu-west-1a")))
        .isEqualTo(
            ServerIdentity.newBuilder()
                .setUuid("uid-1")
                .setPod("server-7d4")
                .setNamespace("service-mesh-lab")
                .setIp("10.0.0.7")
                .setNode("node-a")
                .setVersion("v2")
                .setRegion("eu-west")
                .setZone("eu-west-1a")
                .build());
  }

  @Test
  void givesEachProcessWithoutPodUidItsOwnUuid() {
    ServerIdentity one = PodEnvironment.identity(Map.of());
    ServerIdentity another = PodEnvironment.identity(Map.of("POD_UID", ""));

    assertThat(one.getUuid()).hasSize(36).isNotEqualTo(another.getUuid());
    assertThat(another.getUuid()).hasSize(36);
  }
}
