package dev.meshlab.server.standin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshlab.server.fault.FaultInterceptor;
import dev.meshlab.server.fixture.InProcess;
import dev.meshlab.server.fixture.ManualTimer;
import dev.meshlab.server.fixture.Recorded;
import dev.meshlab.server.identity.IdentityInterceptor;
import dev.meshlab.server.ledger.CallLedger;
import dev.meshlab.v1.EchoRequest;
import dev.meshlab.v1.ServerIdentity;
import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.Status;
import io.grpc.protobuf.ProtoUtils;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Methods that no service here has, called by clients that do know their kind. */
class StandInTest {
  private static final EchoRequest MESSAGE = EchoRequest.newBuilder().setSequence(7).build();
  private static final EchoRequest EMPTY = EchoRequest.getDefaultInstance();
  private static final ServerIdentity SERVER =
      ServerIdentity.newBuilder().setUuid("uid-1").setPod("checkout-1").build();

  private final ManualTimer timer = new ManualTimer();
  private final CallLedger ledger = new CallLedger();

  @RegisterExtension
  private final InProcess server =
      InProcess.serve(
          new StandIn(
              method -> !method.equals("shop.Checkout/Removed"),
              timer,
              ledger,
              new IdentityInterceptor(SERVER),
              new FaultInterceptor(SERVER, timer)));

  private ClientCall<EchoRequest, EchoRequest> call(String method, MethodType kind) {
    return server
        .channel()
        .newCall(
            MethodDescriptor.<EchoRequest, EchoRequest>newBuilder()
                .setType(kind)
                .setFullMethodName(method)
                .setRequestMarshaller(ProtoUtils.marshaller(EMPTY))
                .setResponseMarshaller(ProtoUtils.marshaller(EMPTY))
                .build(),
            CallOptions.DEFAULT);
  }

  private static String text(Metadata metadata, String key) {
    return metadata.get(Metadata.Key.of(key, Metadata.ASCII_STRING_MARSHALLER));
  }

  @Test
  void answersOnlyTheMethodsThatItHas() {
    ClientCall<EchoRequest, EchoRequest> call = call("shop.Checkout/Removed", MethodType.UNARY);
    Recorded<EchoRequest> heard = Recorded.of(call, new Metadata(), MESSAGE);
    call.request(2);

    assertThat(heard.status.getCode()).isEqualTo(Status.Code.UNIMPLEMENTED);
    assertThat(heard.status.getDescription()).contains("shop.Checkout/Removed");
  }

  @ParameterizedTest
  @EnumSource(names = {"UNARY", "SERVER_STREAMING", "CLIENT_STREAMING", "BIDI_STREAMING"})
  void answersAnyKindOfCallWithAValidMessageAndItsIdentityInTheHeaders(MethodType kind) {
    ClientCall<EchoRequest, EchoRequest> call = call("shop.Checkout/Pay", kind);
    boolean stream = !kind.clientSendsOneMessage();
    Recorded<EchoRequest> heard =
        stream
            ? Recorded.of(call, new Metadata(), MESSAGE, MESSAGE, MESSAGE)
            : Recorded.of(call, new Metadata(), MESSAGE);
    call.request(2);

    assertThat(heard.status.isOk()).isTrue();
    assertThat(heard.messages).containsExactly(EMPTY);
    assertThat(text(heard.headers, "meshlab-uuid")).isEqualTo("uid-1");
    assertThat(text(heard.headers, "meshlab-pod")).isEqualTo("checkout-1");
    assertThat(ledger.read().get("shop.Checkout/Pay").getEndedMap()).isEqualTo(Map.of("OK", 1L));
    assertThat(ledger.read().get("shop.Checkout/Pay").getMessagesReceived())
        .isEqualTo(stream ? 3 : 1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Greeter/SayHello", "shop.v1.Cart/Add", "meshlab.v1.EchoService/Ecco"})
  void answersAnyMethod(String method) {
    ClientCall<EchoRequest, EchoRequest> call = call(method, MethodType.UNARY);
    Recorded<EchoRequest> heard = Recorded.of(call, new Metadata(), MESSAGE);
    call.request(2);

    assertThat(heard.status.isOk()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "healthz",
        "/Any",
        "api/v1/carts",
        "shop..Cart/Add",
        "shop-v1.Cart/Add",
        "shop.Cart/"
      })
  void knowsNoPathThatNoServiceCanHaveAndCountsIt(String path) {
    ClientCall<EchoRequest, EchoRequest> call = call(path, MethodType.UNARY);
    Recorded<EchoRequest> heard = Recorded.of(call, new Metadata(), MESSAGE);
    call.request(2);

    assertThat(heard.status.getCode()).isEqualTo(Status.Code.UNIMPLEMENTED);
    assertThat(ledger.read().get(path).getEndedMap()).isEqualTo(Map.of("UNIMPLEMENTED", 1L));
  }

  @Test
  void answersEachMessageOfAConversationWhoseClientWaits() {
    ClientCall<EchoRequest, EchoRequest> call = call("shop.Chat/Talk", MethodType.BIDI_STREAMING);
    Recorded<EchoRequest> heard = new Recorded<>();
    call.start(heard, new Metadata());
    call.request(10);

    call.sendMessage(MESSAGE);
    assertThat(heard.messages).as("it may be a stream with more to come").isEmpty();
    timer.advance(Duration.ofMillis(100));
    assertThat(heard.messages).hasSize(1);
    call.sendMessage(MESSAGE);
    assertThat(heard.messages).as("now known for a conversation").hasSize(2);
    call.halfClose();

    assertThat(heard.messages).hasSize(2);
    assertThat(heard.status.isOk()).isTrue();
    assertThat(timer.pending()).isEmpty();
  }

  @Test
  void answersAnEmptyStreamToo() {
    ClientCall<EchoRequest, EchoRequest> call = call("shop.Cart/Add", MethodType.CLIENT_STREAMING);
    Recorded<EchoRequest> heard = Recorded.of(call, new Metadata());
    call.request(2);

    assertThat(heard.messages).containsExactly(EMPTY);
    assertThat(heard.status.isOk()).isTrue();
  }

  @Test
  void failsOnDemandAsAnyMethodDoes() {
    ClientCall<EchoRequest, EchoRequest> call = call("shop.Checkout/Pay", MethodType.UNARY);
    Metadata sick = new Metadata();
    sick.put(
        Metadata.Key.of("rpc-behavior", Metadata.ASCII_STRING_MARSHALLER),
        "hostname=checkout-1 error-code-14");
    Recorded<EchoRequest> heard = Recorded.of(call, sick, MESSAGE);
    call.request(2);

    assertThat(heard.status.getCode()).isEqualTo(Status.Code.UNAVAILABLE);
    assertThat(text(heard.trailers, "meshlab-uuid")).isEqualTo("uid-1");
    assertThat(ledger.read().get("shop.Checkout/Pay").getEndedMap())
        .isEqualTo(Map.of("UNAVAILABLE", 1L));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "grpc.reflection.v1alpha.ServerReflection/ServerReflectionInfo",
        "xds.service.orca.v3.OpenRcaService/StreamCoreMetrics"
      })
  void doesNotStandInForServicesOfGrpcItself(String method) {
    ClientCall<EchoRequest, EchoRequest> call = call(method, MethodType.UNARY);
    Recorded<EchoRequest> heard = Recorded.of(call, new Metadata(), MESSAGE);
    call.request(2);

    assertThat(heard.status.getCode()).isEqualTo(Status.Code.UNIMPLEMENTED);
  }

  @Test
  void keepsALedgerOfNoMoreMethodsThanAMemoryBears() {
    for (int i = 0; i < 1_100; i++) {
      ClientCall<EchoRequest, EchoRequest> call = call("shop.Made/Up" + i, MethodType.UNARY);
      Recorded.of(call, new Metadata(), MESSAGE);
      call.request(2);
    }

    assertThat(ledger.read()).hasSize(1_001);
    assertThat(ledger.read().get("meshlab.StandIn/Others").getStarted()).isEqualTo(100);
  }
}
