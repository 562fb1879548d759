package dev.meshlab.lab.plane;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshlab.lab.cast.Target;
import dev.meshlab.mesh.translate.xds.Resources;
import io.envoyproxy.envoy.config.listener.v3.Listener;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SidecarListenerTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "none",
      textBlock =
          """
          # listeners of the sidecar                 | the one that takes the calls
          127.0.0.1_50051                            | 127.0.0.1_50051
          127.0.0.1_50051 shop.example.com_50051     | shop.example.com_50051
          shop.example.com_50051 127.0.0.1_50051     | shop.example.com_50051
          127.0.0.1_80 other.example.com_50051       | none
          0.0.0.0_50051                              | none
          """)
  void isTheTargetsOwnOrElseThatOfThePortNumber(String names, String taken) {
    Resources sidecar =
        new Resources(
            List.of(),
            List.of(),
            Stream.of(names.split(" "))
                .map(name -> Listener.newBuilder().setName(name).build())
                .toList(),
            List.of());

    assertThat(
            SidecarListener.of(sidecar, new Target("shop.example.com", 50051))
                .map(Listener::getName)
                .orElse(null))
        .isEqualTo(taken);
  }
}
