package dev.meshlab.server.health;

import static io.grpc.health.v1.HealthCheckResponse.ServingStatus.NOT_SERVING;
import static io.grpc.health.v1.HealthCheckResponse.ServingStatus.SERVICE_UNKNOWN;
import static io.grpc.health.v1.HealthCheckResponse.ServingStatus.SERVING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.DynamicMessage;
import dev.meshlab.interop.Empty;
import dev.meshlab.interop.XdsUpdateHealthServiceGrpc;
import dev.meshlab.server.fixture.InProcess;
import dev.meshlab.server.fixture.Recorded;
import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.stub.ClientCalls;
import java.io.InputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HealthServiceTest {
  private static final String SERVICE = "meshlab.v1.EchoService";

  private final HealthService health = new HealthService("", SERVICE);

  @RegisterExtension private final InProcess server = InProcess.serve(health);

  private ServingStatus check(String service) {
    return HealthGrpc.newBlockingStub(server.channel()).check(request(service)).getStatus();
  }

  private static HealthCheckRequest request(String service) {
    return HealthCheckRequest.newBuilder().setService(service).build();
  }

  private ClientCall<HealthCheckRequest, HealthCheckResponse> newWatch() {
    return server.channel().newCall(HealthGrpc.getWatchMethod(), CallOptions.DEFAULT);
  }

  private Recorded<HealthCheckResponse> watch(String service) {
    ClientCall<HealthCheckRequest, HealthCheckResponse> call = newWatch();
    Recorded<HealthCheckResponse> recorded = Recorded.of(call, new Metadata(), request(service));
    call.request(100);
    return recorded;
  }

  @ParameterizedTest
  @ValueSource(strings = {"", SERVICE})
  void saysWhetherAServiceServes(String service) {
    assertThat(check(service)).as("before the start").isEqualTo(NOT_SERVING);
    health.set(SERVING);
    assertThat(check(service)).isEqualTo(SERVING);
    health.set(NOT_SERVING);
    assertThat(check(service)).isEqualTo(NOT_SERVING);
  }

  @Test
  void namesTheServicesWhenAskedForAnother() {
    assertThatThrownBy(() -> check("other.Service"))
        .hasMessage(
            "NOT_FOUND: service 'other.Service': not served here; these are: [, %s]", SERVICE);
  }

  @Test
  void listsEveryServiceWithItsStatus() {
    health.set(SERVING);

    DynamicMessage list =
        ClientCalls.blockingUnaryCall(
            server.channel(),
            HealthList.METHOD,
            CallOptions.DEFAULT,
            HealthList.METHOD.parseRequest(InputStream.nullInputStream()));

    assertThat(list.toString().replaceAll("\\s+", " "))
        .isEqualTo(
            "statuses { key: \"\" value { status: SERVING } } statuses { key: \"%s\" value { status: SERVING } } "
                .formatted(SERVICE));
  }

  @Test
  void tellsWatchersEachChangeOnce() {
    Recorded<HealthCheckResponse> watch = watch(SERVICE);
    health.set(SERVING);
    health.set(SERVING);
    health.set(NOT_SERVING);

    assertThat(watch.messages)
        .extracting(HealthCheckResponse::getStatus)
        .containsExactly(NOT_SERVING, SERVING, NOT_SERVING);
    assertThat(watch.ended()).isFalse();
  }

  @Test
  void keepsAWatchOnAnUnknownServiceOpen() {
    Recorded<HealthCheckResponse> watch = watch("other.Service");
    health.set(SERVING);

    assertThat(watch.messages)
        .extracting(HealthCheckResponse::getStatus)
        .containsExactly(SERVICE_UNKNOWN);
    assertThat(watch.ended()).isFalse();
  }

  @Test
  void forgetsAWatcherThatLeft() {
    ClientCall<HealthCheckRequest, HealthCheckResponse> call = newWatch();
    Recorded.of(call, new Metadata(), request(""));
    call.request(1);
    call.cancel("enough", null);

    health.set(SERVING);
    health.endWatches();

    assertThat(check("")).isEqualTo(SERVING);
  }

  @Test
  void neverServesAgainAfterTheTerminalState() {
    health.set(SERVING);
    Recorded<HealthCheckResponse> watch = watch("");

    health.enterTerminalState();
    health.set(SERVING);

    assertThat(check("")).isEqualTo(NOT_SERVING);
    assertThat(watch.messages)
        .extracting(HealthCheckResponse::getStatus)
        .containsExactly(SERVING, NOT_SERVING);
  }

  @Test
  void endsWatchesThatAreOpenAndThoseThatCome() {
    Recorded<HealthCheckResponse> open = watch("");

    health.endWatches();
    Recorded<HealthCheckResponse> late = watch("");

    assertThat(open.status.isOk()).isTrue();
    assertThat(late.status.isOk()).isTrue();
    assertThat(late.messages).hasSize(1);
  }

  @Test
  void isTurnedOverTheWire() {
    try (InProcess maintenance = InProcess.serve(new HealthUpdateService(health))) {
      XdsUpdateHealthServiceGrpc.XdsUpdateHealthServiceBlockingStub update =
          XdsUpdateHealthServiceGrpc.newBlockingStub(maintenance.channel());

      update.setServing(Empty.getDefaultInstance());
      assertThat(check(SERVICE)).isEqualTo(SERVING);
      update.setNotServing(Empty.getDefaultInstance());
      assertThat(check(SERVICE)).isEqualTo(NOT_SERVING);
    }
  }
}
