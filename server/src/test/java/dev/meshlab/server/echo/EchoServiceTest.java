package dev.meshlab.server.echo;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.meshlab.server.fixture.InProcess;
import dev.meshlab.server.fixture.ManualTimer;
import dev.meshlab.v1.EchoRequest;
import dev.meshlab.v1.EchoResponse;
import dev.meshlab.v1.EchoServiceGrpc;
import dev.meshlab.v1.ServerIdentity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class EchoServiceTest {
  private static final ServerIdentity SERVER =
      ServerIdentity.newBuilder().setUuid("uid-1").setPod("server-a").build();

  @RegisterExtension
  private final InProcess server = InProcess.serve(new EchoService(SERVER, new ManualTimer()));

  private EchoResponse echo(EchoRequest request) {
    return EchoServiceGrpc.newBlockingStub(server.channel()).echo(request);
  }

  @Test
  void repliesWithTheUuidAndWhatWasSent() {
    ByteString payload = ByteString.copyFromUtf8("ping");

    assertThat(echo(EchoRequest.newBuilder().setSequence(7).setPayload(payload).build()))
        .isEqualTo(
            EchoResponse.newBuilder()
                .setServerUuid("uid-1")
                .setSequence(7)
                .setPayload(payload)
                .build());
  }

  @Test
  void describesTheServerWhenAsked() {
    assertThat(echo(EchoRequest.newBuilder().setDescribe(true).build()).getServer())
        .isEqualTo(SERVER);
  }
}
