package dev.meshlab.server.echo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.meshlab.server.fixture.InProcess;
import dev.meshlab.server.fixture.ManualTimer;
import dev.meshlab.v1.CreateRequest;
import dev.meshlab.v1.CreateResponse;
import dev.meshlab.v1.EchoServiceGrpc;
import dev.meshlab.v1.ServerIdentity;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class CreationsTest {
  private static final ServerIdentity SERVER =
      ServerIdentity.newBuilder().setUuid("uid-1").setPod("server-a").build();

  @RegisterExtension
  private final InProcess server = InProcess.serve(new EchoService(SERVER, new ManualTimer()));

  private CreateResponse create(CreateRequest request) {
    return EchoServiceGrpc.newBlockingStub(server.channel()).create(request);
  }

  private long create(String id) {
    return create(CreateRequest.newBuilder().setId(id).build()).getCreations();
  }

  @Test
  void createsOnceMoreEachTimeItIsAsked() {
    assertThat(create("order-1")).isEqualTo(1);
    assertThat(create("order-1")).isEqualTo(2);
    assertThat(create("order-2")).isEqualTo(1);
    assertThat(create("order-1")).isEqualTo(3);
  }

  @Test
  void saysWhoCreatedWhat() {
    assertThat(create(CreateRequest.newBuilder().setId("order-1").setDescribe(true).build()))
        .isEqualTo(
            CreateResponse.newBuilder()
                .setServerUuid("uid-1")
                .setId("order-1")
                .setCreations(1)
                .setServer(SERVER)
                .build());
  }

  @Test
  void rejectsACreationWithoutId() {
    assertThatThrownBy(() -> create("")).hasMessageContaining("INVALID_ARGUMENT: id: empty");
  }

  @Test
  @Tag("slow")
  void forgetsTheOldestIdFirst() {
    create("oldest");
    create("second");
    for (int i = 0; i < Creations.REMEMBERED - 1; i++) {
      create("id-" + i);
    }

    assertThat(create("second")).as("still remembered").isEqualTo(2);
    assertThat(create("oldest")).as("forgotten").isEqualTo(1);
  }
}
