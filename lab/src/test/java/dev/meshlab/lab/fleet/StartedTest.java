package dev.meshlab.lab.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StartedTest {
  @Test
  void readsThePortsAndLeavesUnknownFieldsAlone() {
    String line =
        """
        {"event":"started","uuid":"u","pod":"p","port":1,"maintenancePort":2,"metricsPort":3,"new":[]}""";

    assertThat(Started.parse(line)).contains(new Started("started", "u", 1, 2, 3));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[warning][cds] mismatch", "{", "{\"event\":\"stopped\"}"})
  void isNoOtherLine(String line) {
    assertThat(Started.parse(line)).isEmpty();
  }
}
