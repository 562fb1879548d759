package dev.meshlab.server.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshlab.server.echo.EchoService;
import dev.meshlab.server.fixture.InProcess;
import dev.meshlab.server.fixture.ManualTimer;
import dev.meshlab.server.fixture.Recorded;
import dev.meshlab.v1.EchoRequest;
import dev.meshlab.v1.EchoResponse;
import dev.meshlab.v1.EchoServiceGrpc;
import dev.meshlab.v1.FaultServiceGrpc;
import dev.meshlab.v1.ServerIdentity;
import dev.meshlab.v1.SetFailingRequest;
import dev.meshlab.v1.SetFailingResponse;
import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.Status;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class OutageTest {
  private final Outage outage = new Outage();

  @RegisterExtension
  private final InProcess calls =
      InProcess.serve(
          new EchoService(ServerIdentity.getDefaultInstance(), new ManualTimer()), outage);

  @RegisterExtension
  private final InProcess maintenance = InProcess.serve(new OutageService(outage));

  private void turn(boolean failing) {
    SetFailingResponse unused =
        FaultServiceGrpc.newBlockingStub(maintenance.channel())
            .setFailing(SetFailingRequest.newBuilder().setFailing(failing).build());
  }

  private Recorded<EchoResponse> call() {
    ClientCall<EchoRequest, EchoResponse> call =
        calls.channel().newCall(EchoServiceGrpc.getEchoMethod(), CallOptions.DEFAULT);
    Recorded<EchoResponse> recorded =
        Recorded.of(call, new Metadata(), EchoRequest.getDefaultInstance());
    call.request(2);
    return recorded;
  }

  @Test
  void failsEveryCallBeforeItsHeadersUntilItIsOver() {
    assertThat(call().status.getCode()).isEqualTo(Status.Code.OK);

    turn(true);
    Recorded<EchoResponse> failed = call();
    assertThat(failed.status.getCode()).isEqualTo(Status.Code.UNAVAILABLE);
    assertThat(failed.headers).as("headers: none makes it Trailers-Only").isNull();

    turn(false);
    assertThat(call().status.getCode()).isEqualTo(Status.Code.OK);
  }
}
