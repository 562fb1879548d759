package dev.meshlab.lab.predict;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshlab.lab.prediction.Denial;
import dev.meshlab.mesh.model.name.GrpcMethods;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApplicationTest {

  @ParameterizedTest
  @CsvSource({
    // the server, who speaks to it, in HTTP/2, path, how the call ends
    "GRPC,  client, true,  /shop.Cart/Pay, OK",
    "GRPC,  proxy,  true,  /shop.Cart/Pay, OK",
    "GRPC,  proxy,  true,  /cart,          UNIMPLEMENTED",
    "GRPC,  proxy,  false, /shop.Cart/Pay, UNAVAILABLE",
    "KNOWN, client, true,  /shop.Cart/Get, OK",
    "KNOWN, client, true,  /shop.Cart/Pay, UNIMPLEMENTED",
    "HTTP1, client, true,  /shop.Cart/Pay, INTERNAL",
    "HTTP1, proxy,  true,  /shop.Cart/Pay, UNAVAILABLE",
    "HTTP1, proxy,  false, /shop.Cart/Pay, UNIMPLEMENTED"
  })
  void answersACallThatSpeaksItsProtocolAndNoOther(
      String server, String who, boolean http2, String path, String status) {
    Caller caller = who.equals("proxy") ? Caller.PROXY : Caller.PLAIN;

    CallShape call = new CallShape("shop", 80, path, List.of());

    assertThat(application(server).denial(caller, http2, call).map(Denial::status).orElse("OK"))
        .isEqualTo(status);
  }

  private static Application application(String name) {
    return switch (name) {
      case "GRPC" -> new Application.Grpc(GrpcMethods.ANY);
      case "KNOWN" -> new Application.Grpc(new GrpcMethods(List.of("/shop.Cart/Get")));
      default -> new Application.Http1();
    };
  }
}
