package dev.meshlab.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import com.google.protobuf.util.JsonFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StartedTest {
  @Test
  void isOneLineOfJson() {
    assertThat(new Started("uid-1", "server-a", "v1", 40001, 40002, 40003).json())
        .isEqualTo(
            "{\"event\":\"started\",\"uuid\":\"uid-1\",\"pod\":\"server-a\",\"version\":\"v1\","
                + "\"port\":40001,\"maintenancePort\":40002,\"metricsPort\":40003}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a\"b", "a\\b", "two\nlines", "\u0000\u001f", "grün", "\uD83D\uDE00"})
  void keepsWhateverAPodIsCalled(String name) throws Exception {
    String json = new Started("uid-1", name, "v1", 1, 2, 3).json();

    Struct.Builder read = Struct.newBuilder();
    JsonFormat.parser().merge(json, read);
    assertThat(json).hasLineCount(1);
    assertThat(read.getFieldsOrThrow("pod"))
        .isEqualTo(Value.newBuilder().setStringValue(name).build());
  }
}
