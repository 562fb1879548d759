package dev.meshlab.server.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshlab.server.fixture.InProcess;
import dev.meshlab.server.fixture.Recorded;
import dev.meshlab.v1.EchoRequest;
import dev.meshlab.v1.EchoResponse;
import dev.meshlab.v1.EchoServiceGrpc;
import dev.meshlab.v1.ServerIdentity;
import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class IdentityInterceptorTest {
  private static final ServerIdentity SERVER =
      ServerIdentity.newBuilder()
          .setUuid("uid-1")
          .setPod("server-a")
          .setVersion("v1")
          .setZone("eu-1a")
          .build();
  private static final Map<String, String> SIGNATURE =
      Map.of(
          "meshlab-uuid", "uid-1",
          "meshlab-pod", "server-a",
          "meshlab-version", "v1",
          "meshlab-zone", "eu-1a");

  /** Fails at sequence 1 before, and at sequence 2 after a first reply. */
  private static final class Frail extends EchoServiceGrpc.EchoServiceImplBase {
    @Override
    public void echo(EchoRequest request, StreamObserver<EchoResponse> responses) {
      if (request.getSequence() != 1) {
        responses.onNext(EchoResponse.getDefaultInstance());
      }
      if (request.getSequence() == 0) {
        responses.onCompleted();
      } else {
        responses.onError(Status.UNAVAILABLE.asRuntimeException());
      }
    }
  }

  @RegisterExtension
  private final InProcess server = InProcess.serve(new Frail(), new IdentityInterceptor(SERVER));

  private Recorded<EchoResponse> call(long sequence) {
    return call(server, sequence);
  }

  private static Recorded<EchoResponse> call(InProcess server, long sequence) {
    ClientCall<EchoRequest, EchoResponse> call =
        server.channel().newCall(EchoServiceGrpc.getEchoMethod(), CallOptions.DEFAULT);
    Recorded<EchoResponse> recorded =
        Recorded.of(call, new Metadata(), EchoRequest.newBuilder().setSequence(sequence).build());
    call.request(2);
    return recorded;
  }

  private static Map<String, String> signature(Metadata metadata) {
    Map<String, String> signature = new TreeMap<>();
    for (String key : metadata.keys()) {
      if (key.startsWith("meshlab-")) {
        signature.put(key, metadata.get(Metadata.Key.of(key, Metadata.ASCII_STRING_MARSHALLER)));
      }
    }
    return signature;
  }

  @Test
  void signsTheHeadersOfAReply() {
    Recorded<EchoResponse> call = call(0);

    assertThat(call.status.isOk()).isTrue();
    assertThat(signature(call.headers)).isEqualTo(SIGNATURE);
    assertThat(signature(call.trailers)).isEmpty();
  }

  @Test
  void signsTheTrailersOfACallThatFailsWithoutHeaders() {
    Recorded<EchoResponse> call = call(1);

    assertThat(call.headers).isNull();
    assertThat(signature(call.trailers)).isEqualTo(SIGNATURE);
  }

  @Test
  void signsTheHeadersOfACallThatFailsAfterThem() {
    Recorded<EchoResponse> call = call(2);

    assertThat(call.status.getCode()).isEqualTo(Status.Code.UNAVAILABLE);
    assertThat(signature(call.headers)).isEqualTo(SIGNATURE);
  }

  @Test
  void leavesOutWhatTheServerDoesNotKnow() {
    ServerIdentity nameless = ServerIdentity.newBuilder().setUuid("uid-2").build();
    try (InProcess server = InProcess.serve(new Frail(), new IdentityInterceptor(nameless))) {
      Recorded<EchoResponse> call = call(server, 0);

      assertThat(signature(call.headers)).isEqualTo(Map.of("meshlab-uuid", "uid-2"));
    }
  }

  @Test
  void signsEachOfManyCallsOnce() {
    call(0);
    Recorded<EchoResponse> second = call(0);

    assertThat(
            second.headers.getAll(
                Metadata.Key.of("meshlab-uuid", Metadata.ASCII_STRING_MARSHALLER)))
        .containsExactly("uid-1");
  }
}
