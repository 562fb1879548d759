package dev.meshlab.lab.envoy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SidecarTest {
  @Test
  void quotesWhatItWritesIntoTheBootstrap() {
    Sidecar sidecar = new Sidecar("sidecar~a\"b", "yes", "", "1", 1);

    assertThat(sidecar.bootstrap(18000))
        .contains("  id: \"sidecar~a\\\"b\"\n", "  cluster: \"yes\"\n")
        .contains("  locality: {region: \"\", zone: \"1\"}\n")
        .contains("{address: 127.0.0.1, port_value: 18000}");
  }
}
