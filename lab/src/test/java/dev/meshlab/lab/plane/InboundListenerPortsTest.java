package dev.meshlab.lab.plane;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshlab.mesh.model.MutualTls;
import dev.meshlab.mesh.translate.listener.InboundPort;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class InboundListenerPortsTest {

  @Test
  void areImaginedOneForEachSocketFromAFirstPortOn() {
    assertThat(
            InboundListenerPorts.imagined(
                List.of(port("10.0.0.1:80"), port("10.0.0.2:80"), port("10.0.0.1:80")), 1000))
        .isEqualTo(new InboundListenerPorts(Map.of("10.0.0.1:80", 1000, "10.0.0.2:80", 1001)));
  }

  /** Addresses that begin alike are not one pod's. */
  @Test
  void belongToThePodOfTheWholeAddress() {
    InboundListenerPorts ports =
        new InboundListenerPorts(
            Map.of("10.0.0.1:80", 1000, "10.0.0.1:81", 1001, "10.0.0.11:80", 1002));

    assertThat(ports.to("10.0.0.1", "aaaa")).isEqualTo(Map.of(1000, "aaaa", 1001, "aaaa"));
  }

  private static InboundPort port(String socket) {
    return new InboundPort(socket, 1, "spiffe://any", MutualTls.STRICT);
  }
}
