package dev.meshlab.server.echo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshlab.server.fixture.InProcess;
import dev.meshlab.server.fixture.ManualTimer;
import dev.meshlab.server.fixture.Recorded;
import dev.meshlab.server.ledger.CallLedger;
import dev.meshlab.v1.EchoRequest;
import dev.meshlab.v1.EchoResponse;
import dev.meshlab.v1.EchoServiceGrpc;
import dev.meshlab.v1.MethodLedger;
import dev.meshlab.v1.ServerIdentity;
import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class BidiStreamTest {
  private static final ServerIdentity SERVER = ServerIdentity.newBuilder().setUuid("uid-1").build();

  private final CallLedger ledger = new CallLedger();

  @RegisterExtension
  private final InProcess server =
      InProcess.serve(new EchoService(SERVER, new ManualTimer()), ledger);

  private final ClientCall<EchoRequest, EchoResponse> call =
      server.channel().newCall(EchoServiceGrpc.getBidiStreamMethod(), CallOptions.DEFAULT);

  private static EchoRequest[] requests(int count) {
    return LongStream.range(0, count)
        .mapToObj(sequence -> EchoRequest.newBuilder().setSequence(sequence).build())
        .toArray(EchoRequest[]::new);
  }

  private MethodLedger served() {
    return ledger.read().get("meshlab.v1.EchoService/BidiStream");
  }

  @Test
  void answersEachRequestWithItsNumber() {
    Recorded<EchoResponse> stream = Recorded.of(call, new Metadata(), requests(100));
    call.request(101);

    assertThat(stream.messages)
        .extracting(EchoResponse::getSequence)
        .containsExactlyElementsOf(LongStream.range(0, 100).boxed().toList());
    assertThat(stream.status.isOk()).isTrue();
  }

  @Test
  void answersBeforeTheStreamEnds() {
    Recorded<EchoResponse> stream = new Recorded<>();
    call.start(stream, new Metadata());
    call.request(10);

    call.sendMessage(EchoRequest.newBuilder().setSequence(5).build());
    assertThat(stream.messages).extracting(EchoResponse::getSequence).containsExactly(5L);

    call.halfClose();
    assertThat(stream.status.isOk()).isTrue();
  }

  @Test
  void takesNoMoreRequestsThanTheClientTakesReplies() {
    Recorded<EchoResponse> stream = Recorded.of(call, new Metadata(), requests(1000));
    assertThat(served().getMessagesReceived()).isLessThan(10);

    call.request(1001);
    assertThat(stream.messages).hasSize(1000);
    assertThat(stream.status.isOk()).isTrue();
  }

  @Test
  void holdsNothingAgainstAClientThatLeaves() {
    Recorded<EchoResponse> stream = new Recorded<>();
    call.start(stream, new Metadata());
    call.request(1);
    call.sendMessage(EchoRequest.getDefaultInstance());

    call.cancel("enough", null);

    assertThat(served().getEndedMap()).containsExactlyEntriesOf(java.util.Map.of("CANCELLED", 1L));
  }
}
