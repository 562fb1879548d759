package dev.meshlab.client.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import com.google.protobuf.Empty;
import com.google.protobuf.UnknownFieldSet;
import dev.meshlab.client.report.Report;
import io.grpc.HandlerRegistry;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerMethodDefinition;
import io.grpc.Status;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import io.grpc.protobuf.ProtoUtils;
import java.time.Duration;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Calls of methods that only the server knows. */
class AnyMethodTest {

  private static final UnknownFieldSet MESSAGE = UnknownFieldSet.getDefaultInstance();

  private final Queue<String> methods = new ConcurrentLinkedQueue<>();
  private final Queue<UnknownFieldSet> requests = new ConcurrentLinkedQueue<>();
  private final String name = UUID.randomUUID().toString();
  private String uuid = "a";
  private int replies = 1;
  private Server server;

  @BeforeEach
  void serve() throws Exception {
    server =
        InProcessServerBuilder.forName(name)
            .fallbackHandlerRegistry(new Anything())
            .build()
            .start();
  }

  @AfterEach
  void stop() {
    server.shutdownNow();
  }

  private Report run(LoadBuilder load) {
    Load limited = load.calls(20).concurrency(4).build();
    try (LoadGenerator generator =
        new LoadGenerator(limited, connection -> InProcessChannelBuilder.forName(name).build())) {
      return generator.run(Duration.ofSeconds(1), interval -> {});
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"UNARY", "SERVER_STREAM", "CLIENT_STREAM", "BIDI"})
  void callsAPathAndTakesTheUuidFromTheResponseHeaders(CallKind kind) {
    Report report = run(Load.builder().method("/shop.Checkout/Pay").kind(kind).messages(3));

    assertThat(report.replies()).containsOnly(entry("a", 20L));
    assertThat(report.asked().method()).isEqualTo("shop.Checkout/Pay");
    assertThat(methods).hasSize(20).containsOnly("shop.Checkout/Pay");
    assertThat(requests).hasSize(kind.sendsStream() ? 60 : 20).containsOnly(MESSAGE);
  }

  @ParameterizedTest
  @CsvSource({"/healthz, healthz", "shop.Cart/Add, shop.Cart/Add", "/api/v1/cart, api/v1/cart"})
  void callsAnyPath(String path, String method) {
    assertThat(run(Load.builder().method(path)).ok()).isEqualTo(20);
    assertThat(methods).containsOnly(method);
  }

  @Test
  void countsTheMessagesOfEachServersStreams() {
    replies = 5;

    Report report = run(Load.builder().method("/a.B/C").kind(CallKind.SERVER_STREAM));

    assertThat(report.streamMessages()).containsOnly(entry("a", 100L));
  }

  @Test
  void takesACallWithoutTheReplyItOwesForAFailure() {
    replies = 0;

    Report report = run(Load.builder().method("/a.B/C"));

    assertThat(report.statuses()).containsOnly(entry("INTERNAL", 20L));
    assertThat(report.failures()).as("named in the trailers").containsOnlyKeys("a");
  }

  @Test
  void takesAStreamWithoutAnyReplyForAnAnswer() {
    replies = 0;

    Report report = run(Load.builder().method("/a.B/C").kind(CallKind.SERVER_STREAM));

    assertThat(report.replies()).as("named in the trailers").containsOnly(entry("a", 20L));
  }

  @Test
  void countsCallsOfAServerThatDoesNotNameItself() {
    uuid = "";

    Report report = run(Load.builder().method("/a.B/C"));

    assertThat(report.replies()).containsOnly(entry("", 20L));
    assertThat(report.effectiveServers()).as("the number of servers is unknown").isZero();
  }

  @Test
  void sendsThePayloadAsAFieldThatNoTypeHas() {
    run(Load.builder().method("/a.B/C").payloadBytes(100));

    assertThat(requests)
        .allSatisfy(
            request ->
                assertThat(request.getField((1 << 29) - 1).getLengthDelimitedList())
                    .singleElement()
                    .satisfies(payload -> assertThat(payload.size()).isEqualTo(100)));
  }

  /** Answers a call that has said all. */
  private final class Anything extends HandlerRegistry {
    @Override
    public ServerMethodDefinition<?, ?> lookupMethod(String method, String authority) {
      MethodDescriptor<Empty, Empty> descriptor =
          MethodDescriptor.<Empty, Empty>newBuilder()
              .setType(MethodType.UNKNOWN)
              .setFullMethodName(method)
              .setRequestMarshaller(ProtoUtils.marshaller(Empty.getDefaultInstance()))
              .setResponseMarshaller(ProtoUtils.marshaller(Empty.getDefaultInstance()))
              .build();
      methods.add(method);
      return ServerMethodDefinition.create(
          descriptor,
          (call, headers) -> {
            call.request(100);
            return new Answer(call);
          });
    }
  }

  private final class Answer extends ServerCall.Listener<Empty> {
    private final ServerCall<Empty, Empty> call;

    Answer(ServerCall<Empty, Empty> call) {
      this.call = call;
    }

    @Override
    public void onMessage(Empty request) {
      requests.add(request.getUnknownFields());
    }

    @Override
    public void onHalfClose() {
      Metadata identity = new Metadata();
      if (!uuid.isEmpty()) {
        identity.put(Metadata.Key.of("meshlab-uuid", Metadata.ASCII_STRING_MARSHALLER), uuid);
      }
      if (replies > 0) {
        call.sendHeaders(identity);
      }
      for (int i = 0; i < replies; i++) {
        call.sendMessage(Empty.getDefaultInstance());
      }
      call.close(Status.OK, replies > 0 ? new Metadata() : identity);
    }
  }
}
