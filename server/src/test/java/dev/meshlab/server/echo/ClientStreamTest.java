package dev.meshlab.server.echo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshlab.server.fixture.InProcess;
import dev.meshlab.server.fixture.ManualTimer;
import dev.meshlab.server.fixture.Recorded;
import dev.meshlab.v1.ClientStreamResponse;
import dev.meshlab.v1.EchoRequest;
import dev.meshlab.v1.EchoServiceGrpc;
import dev.meshlab.v1.ServerIdentity;
import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientStreamTest {
  private static final ServerIdentity SERVER =
      ServerIdentity.newBuilder().setUuid("uid-1").setPod("server-a").build();

  @RegisterExtension
  private final InProcess server = InProcess.serve(new EchoService(SERVER, new ManualTimer()));

  private ClientStreamResponse send(EchoRequest... requests) {
    ClientCall<EchoRequest, ClientStreamResponse> call =
        server.channel().newCall(EchoServiceGrpc.getClientStreamMethod(), CallOptions.DEFAULT);
    Recorded<ClientStreamResponse> recorded = Recorded.of(call, new Metadata(), requests);
    call.request(2);
    assertThat(recorded.status.isOk()).isTrue();
    return recorded.messages.get(0);
  }

  @ParameterizedTest
  @CsvSource({
    "'', 0, 0",
    "'0', 1, 0",
    "'0 1 2 3', 4, 0",
    "'0 1 3 4', 4, 1", // 2 was lost: one gap, counted once
    "'0 1 1 2', 4, 1", // 1 came twice
    "'0 2 1 3', 4, 3", // 1 and 2 changed places: each step is a jump
    "'1 2 3', 3, 1", // the first was lost
  })
  void countsRequestsAndThoseOutOfSequence(String sequences, long messages, long outOfSequence) {
    ClientStreamResponse reply =
        send(
            Stream.of(sequences.split(" "))
                .filter(sequence -> !sequence.isEmpty())
                .map(
                    sequence ->
                        EchoRequest.newBuilder().setSequence(Long.parseLong(sequence)).build())
                .toArray(EchoRequest[]::new));

    assertThat(reply)
        .isEqualTo(
            ClientStreamResponse.newBuilder()
                .setServerUuid("uid-1")
                .setMessages(messages)
                .setOutOfSequence(outOfSequence)
                .build());
  }

  @Test
  void describesTheServerWhenAnyRequestAsked() {
    ClientStreamResponse reply =
        send(
            EchoRequest.newBuilder().setDescribe(true).build(),
            EchoRequest.newBuilder().setSequence(1).build());

    assertThat(reply.getServer()).isEqualTo(SERVER);
  }
}
