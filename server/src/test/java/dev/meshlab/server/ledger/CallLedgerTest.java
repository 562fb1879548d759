package dev.meshlab.server.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshlab.server.echo.EchoService;
import dev.meshlab.server.fault.FaultInterceptor;
import dev.meshlab.server.fixture.InProcess;
import dev.meshlab.server.fixture.ManualTimer;
import dev.meshlab.server.fixture.Recorded;
import dev.meshlab.v1.CreateRequest;
import dev.meshlab.v1.CreateResponse;
import dev.meshlab.v1.EchoRequest;
import dev.meshlab.v1.EchoResponse;
import dev.meshlab.v1.EchoServiceGrpc;
import dev.meshlab.v1.Ledger;
import dev.meshlab.v1.MaintenanceServiceGrpc;
import dev.meshlab.v1.MethodLedger;
import dev.meshlab.v1.ReadLedgerRequest;
import dev.meshlab.v1.ServerIdentity;
import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.stub.StreamObserver;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CallLedgerTest {
  private static final String ECHO = "meshlab.v1.EchoService/Echo";
  private static final String BIDI = "meshlab.v1.EchoService/BidiStream";
  private static final Metadata.Key<String> RPC_BEHAVIOR =
      Metadata.Key.of("rpc-behavior", Metadata.ASCII_STRING_MARSHALLER);
  private static final Metadata.Key<String> CLIENT_CERT =
      Metadata.Key.of("x-forwarded-client-cert", Metadata.ASCII_STRING_MARSHALLER);
  private static final ServerIdentity SERVER = ServerIdentity.newBuilder().setUuid("uid-1").build();

  private final ManualTimer timer = new ManualTimer();
  private final CallLedger ledger = new CallLedger();

  private final EchoService service = new EchoService(SERVER, timer);

  @RegisterExtension
  private final InProcess server =
      InProcess.serve(service, ledger, new FaultInterceptor(SERVER, timer));

  private ClientCall<EchoRequest, EchoResponse> echo(Metadata headers) {
    ClientCall<EchoRequest, EchoResponse> call =
        server.channel().newCall(EchoServiceGrpc.getEchoMethod(), CallOptions.DEFAULT);
    Recorded.of(call, headers, EchoRequest.getDefaultInstance());
    call.request(2);
    return call;
  }

  private static Metadata asking(String behavior) {
    Metadata headers = new Metadata();
    headers.put(RPC_BEHAVIOR, behavior);
    return headers;
  }

  @Test
  void isEmptyBeforeTheFirstCall() {
    assertThat(ledger.read()).isEmpty();
  }

  @Test
  void countsACallAndItsMessages() {
    echo(new Metadata());
    echo(new Metadata());

    assertThat(ledger.read())
        .isEqualTo(
            Map.of(
                ECHO,
                MethodLedger.newBuilder()
                    .setStarted(2)
                    .putEnded("OK", 2)
                    .setMessagesReceived(2)
                    .setMessagesSent(2)
                    .build()));
  }

  @Test
  void countsAStreamAndItsMessages() {
    ClientCall<EchoRequest, EchoResponse> call =
        server.channel().newCall(EchoServiceGrpc.getBidiStreamMethod(), CallOptions.DEFAULT);
    EchoRequest request = EchoRequest.getDefaultInstance();
    Recorded.of(call, new Metadata(), request, request, request);
    call.request(10);

    assertThat(ledger.read().get(BIDI))
        .isEqualTo(
            MethodLedger.newBuilder()
                .setStarted(1)
                .putEnded("OK", 1)
                .setMessagesReceived(3)
                .setMessagesSent(3)
                .build());
  }

  @Test
  void countsFaultsByTheirStatus() {
    echo(asking("error-code-14"));
    echo(asking("nonsense"));

    assertThat(ledger.read().get(ECHO).getEndedMap())
        .isEqualTo(Map.of("UNAVAILABLE", 1L, "INVALID_ARGUMENT", 1L));
  }

  @Test
  void countsACallThatItsClientLeavesAsCancelled() {
    ClientCall<EchoRequest, EchoResponse> call = echo(asking("keep-open"));
    assertThat(ledger.read().get(ECHO))
        .as("still running")
        .isEqualTo(MethodLedger.newBuilder().setStarted(1).build());

    call.cancel("enough", null);

    assertThat(ledger.read().get(ECHO).getEndedMap()).isEqualTo(Map.of("CANCELLED", 1L));
  }

  @Test
  void countsACallWhoseHandlerThrowsAsUnknown() {
    CallLedger ledger = new CallLedger();
    EchoServiceGrpc.EchoServiceImplBase broken =
        new EchoServiceGrpc.EchoServiceImplBase() {
          @Override
          public void echo(EchoRequest request, StreamObserver<EchoResponse> responses) {
            throw new IllegalStateException("planted");
          }
        };
    try (InProcess server = InProcess.serve(broken, ledger)) {
      ClientCall<EchoRequest, EchoResponse> call =
          server.channel().newCall(EchoServiceGrpc.getEchoMethod(), CallOptions.DEFAULT);
      Recorded<EchoResponse> recorded =
          Recorded.of(call, new Metadata(), EchoRequest.getDefaultInstance());
      call.request(2);

      assertThat(recorded.status.getCode().name()).isEqualTo("UNKNOWN");
      assertThat(ledger.read().get(ECHO).getEndedMap()).isEqualTo(Map.of("UNKNOWN", 1L));
    }
  }

  @Test
  void isReadOverTheWire() {
    echo(new Metadata());
    assertThat(read().getServerUuid()).isEqualTo("uid-1");
    assertThat(read().getMethodsMap()).isEqualTo(ledger.read());
  }

  @Test
  void hasTheCallersThatTheProxyNames() {
    Metadata first = new Metadata();
    first.put(
        CLIENT_CERT, "By=spiffe://mesh/ns/a/sa/server;Hash=1;URI=spiffe://mesh/ns/a/sa/client");
    echo(first);
    echo(first);
    echo(new Metadata());

    assertThat(read().getCallersMap()).isEqualTo(Map.of("spiffe://mesh/ns/a/sa/client", 2L));
  }

  @Test
  void hasWhatWasCreatedAlsoWhereTheCallFailedAfterwards() {
    create(new Metadata(), "order-1");
    create(asking("late-error-code-14"), "order-1");
    create(asking("late-error-code-14"), "order-2");
    create(asking("error-code-14"), "order-3");

    assertThat(read().getCreationsMap())
        .isEqualTo(Map.of(LedgerService.hash("order-1"), 2L, LedgerService.hash("order-2"), 1L));
  }

  /** The vectors of the hash's authors. */
  @ParameterizedTest
  @CsvSource({"'', cbf29ce484222325", "a, af63dc4c8601ec8c", "foobar, 85944171f73967e8"})
  void hashesIdsAsTheContractSays(String id, String hash) {
    assertThat(Long.toHexString(LedgerService.hash(id))).isEqualTo(hash);
  }

  private void create(Metadata headers, String id) {
    ClientCall<CreateRequest, CreateResponse> call =
        server.channel().newCall(EchoServiceGrpc.getCreateMethod(), CallOptions.DEFAULT);
    Recorded.of(call, headers, CreateRequest.newBuilder().setId(id).build());
    call.request(2);
  }

  private Ledger read() {
    try (InProcess maintenance =
        InProcess.serve(new LedgerService("uid-1", ledger, service::creations))) {
      return MaintenanceServiceGrpc.newBlockingStub(maintenance.channel())
          .readLedger(ReadLedgerRequest.getDefaultInstance());
    }
  }
}
