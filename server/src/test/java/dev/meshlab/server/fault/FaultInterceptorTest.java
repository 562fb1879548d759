package dev.meshlab.server.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshlab.server.echo.EchoService;
import dev.meshlab.server.fixture.InProcess;
import dev.meshlab.server.fixture.ManualTimer;
import dev.meshlab.server.fixture.Recorded;
import dev.meshlab.v1.CreateRequest;
import dev.meshlab.v1.CreateResponse;
import dev.meshlab.v1.EchoRequest;
import dev.meshlab.v1.EchoResponse;
import dev.meshlab.v1.EchoServiceGrpc;
import dev.meshlab.v1.ServerIdentity;
import dev.meshlab.v1.ServerStreamRequest;
import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import java.io.InputStream;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class FaultInterceptorTest {
  private static final ServerIdentity SERVER =
      ServerIdentity.newBuilder().setUuid("uid-1").setPod("server-a").build();
  private static final Metadata.Key<String> ATTEMPTS = key("grpc-previous-rpc-attempts");

  private final ManualTimer timer = new ManualTimer();

  @RegisterExtension
  private final InProcess server =
      InProcess.serve(new EchoService(SERVER, timer), new FaultInterceptor(SERVER, timer));

  private final ClientCall<EchoRequest, EchoResponse> echo =
      server.channel().newCall(EchoServiceGrpc.getEchoMethod(), CallOptions.DEFAULT);

  private static Metadata.Key<String> key(String name) {
    return Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER);
  }

  private static Metadata asking(String... behaviors) {
    Metadata headers = new Metadata();
    for (String behavior : behaviors) {
      headers.put(key("rpc-behavior"), behavior);
    }
    return headers;
  }

  private Recorded<EchoResponse> echo(Metadata headers) {
    Recorded<EchoResponse> recorded = Recorded.of(echo, headers, EchoRequest.getDefaultInstance());
    echo.request(2);
    return recorded;
  }

  static Stream<MethodDescriptor<?, ?>> methods() {
    return EchoServiceGrpc.getServiceDescriptor().getMethods().stream();
  }

  private <Q, A> Recorded<A> callEmpty(MethodDescriptor<Q, A> method, Metadata headers) {
    ClientCall<Q, A> call = server.channel().newCall(method, CallOptions.DEFAULT);
    Recorded<A> recorded =
        Recorded.of(call, headers, method.parseRequest(InputStream.nullInputStream()));
    call.request(2);
    return recorded;
  }

  @ParameterizedTest
  @MethodSource("methods")
  void failsAnyKindOfCallBeforeItsHeaders(MethodDescriptor<?, ?> method) {
    Recorded<?> call = callEmpty(method, asking("error-code-14"));

    assertThat(call.status.getCode()).isEqualTo(Status.Code.UNAVAILABLE);
    assertThat(call.headers).as("headers: none makes it Trailers-Only").isNull();
    assertThat(call.messages).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("methods")
  void failsAnyKindOfCallLateButBeforeItsHeaders(MethodDescriptor<?, ?> method) {
    Recorded<?> call = callEmpty(method, asking("late-error-code-14"));

    assertThat(call.status.getCode()).isIn(Status.Code.UNAVAILABLE, refusal(method));
    assertThat(call.headers).isNull();
    assertThat(call.messages).isEmpty();
  }

  /** Of the server itself, which creates nothing under an empty id. */
  private static Status.Code refusal(MethodDescriptor<?, ?> method) {
    return method.equals(EchoServiceGrpc.getCreateMethod())
        ? Status.Code.INVALID_ARGUMENT
        : Status.Code.UNAVAILABLE;
  }

  @Test
  void doesTheWorkOfACallThatFailsLate() {
    CreateRequest request = CreateRequest.newBuilder().setId("order-1").build();
    ClientCall<CreateRequest, CreateResponse> create =
        server.channel().newCall(EchoServiceGrpc.getCreateMethod(), CallOptions.DEFAULT);
    Recorded<CreateResponse> recorded = Recorded.of(create, asking("late-error-code-14"), request);
    create.request(2);

    assertThat(recorded.status.getCode()).isEqualTo(Status.Code.UNAVAILABLE);
    assertThat(EchoServiceGrpc.newBlockingStub(server.channel()).create(request).getCreations())
        .isEqualTo(2);
  }

  @Test
  void failsAStreamMidwayAfterOneMessage() {
    ClientCall<ServerStreamRequest, EchoResponse> stream =
        server.channel().newCall(EchoServiceGrpc.getServerStreamMethod(), CallOptions.DEFAULT);
    Recorded<EchoResponse> recorded =
        Recorded.of(
            stream,
            asking("midway-error-code-14"),
            ServerStreamRequest.newBuilder().setMessages(5).build());
    stream.request(10);

    assertThat(recorded.headers).isNotNull();
    assertThat(recorded.messages).hasSize(1);
    assertThat(recorded.status.getCode()).isEqualTo(Status.Code.UNAVAILABLE);
  }

  @Test
  void failsAStreamMidwayAlsoWhereItHasNoMessage() {
    Recorded<?> call =
        callEmpty(EchoServiceGrpc.getServerStreamMethod(), asking("midway-error-code-14"));

    assertThat(call.status.getCode()).isEqualTo(Status.Code.UNAVAILABLE);
  }

  @Test
  void answersAConversationMidwayOnce() {
    ClientCall<EchoRequest, EchoResponse> stream =
        server.channel().newCall(EchoServiceGrpc.getBidiStreamMethod(), CallOptions.DEFAULT);
    EchoRequest request = EchoRequest.getDefaultInstance();
    Recorded<EchoResponse> recorded =
        Recorded.of(stream, asking("midway-error-code-14"), request, request, request);
    stream.request(10);

    assertThat(recorded.messages).hasSize(1);
    assertThat(recorded.status.getCode()).isEqualTo(Status.Code.UNAVAILABLE);
  }

  @ParameterizedTest
  @MethodSource("methods")
  void holdsAnyKindOfCallWhileItSleeps(MethodDescriptor<?, ?> method) {
    Recorded<?> call = callEmpty(method, asking("sleep-2,error-code-8"));
    timer.advance(Duration.ofMillis(1999));
    assertThat(call.ended()).isFalse();

    timer.advance(Duration.ofMillis(1));

    assertThat(call.status.getCode()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
    assertThat(call.headers).isNull();
  }

  @Test
  void servesACallThatAsksForNothing() {
    assertThat(echo(new Metadata()).status.isOk()).isTrue();
  }

  @Test
  void servesACallAfterItsSleep() {
    Recorded<EchoResponse> call = echo(asking("sleep-1"));
    assertThat(call.messages).isEmpty();

    timer.advance(Duration.ofSeconds(1));

    assertThat(call.messages).hasSize(1);
    assertThat(call.status.isOk()).isTrue();
  }

  @Test
  void servesAStreamAfterItsSleepInOrder() {
    ClientCall<EchoRequest, EchoResponse> stream =
        server.channel().newCall(EchoServiceGrpc.getBidiStreamMethod(), CallOptions.DEFAULT);
    Recorded<EchoResponse> recorded =
        Recorded.of(
            stream,
            asking("sleep-1"),
            EchoRequest.newBuilder().setSequence(0).build(),
            EchoRequest.newBuilder().setSequence(1).build());
    stream.request(10);
    assertThat(recorded.messages).isEmpty();

    timer.advance(Duration.ofSeconds(1));

    assertThat(recorded.messages).extracting(EchoResponse::getSequence).containsExactly(0L, 1L);
    assertThat(recorded.status.isOk()).isTrue();
  }

  @Test
  void servesAnEmptyStreamOnlyAfterItsSleep() {
    ClientCall<EchoRequest, EchoResponse> stream =
        server.channel().newCall(EchoServiceGrpc.getBidiStreamMethod(), CallOptions.DEFAULT);
    Recorded<EchoResponse> recorded = Recorded.of(stream, asking("sleep-1"));
    assertThat(recorded.ended()).isFalse();

    timer.advance(Duration.ofSeconds(1));

    assertThat(recorded.status.isOk()).isTrue();
  }

  @Test
  void neverWakesACallThatWasCancelledInItsSleep() {
    Recorded<EchoResponse> call = echo(asking("sleep-10"));
    assertThat(timer.pending()).containsExactly(Duration.ofSeconds(10));

    echo.cancel("enough", null);

    assertThat(timer.pending()).isEmpty();
    assertThat(call.status.getCode()).isEqualTo(Status.Code.CANCELLED);
  }

  @Test
  void keepsACallOpenUntilTheClientLeaves() {
    Recorded<EchoResponse> call = echo(asking("keep-open"));
    timer.advance(Duration.ofDays(1));
    assertThat(call.ended()).isFalse();

    echo.cancel("enough", null);

    assertThat(call.status.getCode()).isEqualTo(Status.Code.CANCELLED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"server-a", "uid-1"})
  void knowsItselfByPodNameAndByUuid(String host) {
    assertThat(echo(asking("hostname=" + host + " error-code-14")).status.getCode())
        .isEqualTo(Status.Code.UNAVAILABLE);
  }

  @Test
  void leavesOtherServersFaultsToThem() {
    assertThat(echo(asking("hostname=server-b error-code-14")).status.isOk()).isTrue();
  }

  @Test
  void takesRepeatedMetadataInOrder() {
    assertThat(echo(asking("hostname=server-b error-code-3", "error-code-14")).status.getCode())
        .isEqualTo(Status.Code.UNAVAILABLE);
  }

  @Test
  void countsTheAttemptsThatGrpcSaysCameBefore() {
    Metadata secondAttempt = asking("succeed-on-retry-attempt-1,error-code-14");
    secondAttempt.put(ATTEMPTS, "1");

    assertThat(echo(secondAttempt).status.isOk()).isTrue();
  }

  @Test
  void rejectsWhatItCannotRead() {
    Status status = echo(asking("error-code-99")).status;

    assertThat(status.getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
    assertThat(status.getDescription()).contains("'error-code-99' is not a behaviour");
  }

  @Test
  void rejectsAttemptsThatAreNoNumber() {
    Metadata headers = asking("sleep-0");
    headers.put(ATTEMPTS, "two");

    assertThat(echo(headers).status.getDescription())
        .isEqualTo("grpc-previous-rpc-attempts: 'two' is not a number");
  }
}
