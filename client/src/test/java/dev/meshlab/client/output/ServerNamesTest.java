package dev.meshlab.client.output;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshlab.client.report.ServerDescription;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ServerNamesTest {

  private static final Page PAGE = new Page(80, false);

  @Test
  void areTheFirstEightCharactersOfUuids() {
    ServerNames names = names(Map.of("11111111-aaaa", "", "22222222-bbbb", ""));
    assertThat(names.uuid("11111111-aaaa")).isEqualTo("11111111");
  }

  @Test
  void areLongerWhereEightCharactersDoNotTellServersApart() {
    ServerNames names = names(Map.of("11111111-aaaa", "", "11111111-abbb", ""));
    assertThat(names.uuid("11111111-aaaa")).isEqualTo("11111111-aa");
    assertThat(names.uuid("11111111-abbb")).isEqualTo("11111111-ab");
  }

  @Test
  void areWholeWhereAUuidIsShort() {
    assertThat(names(Map.of("a", "", "b", "")).uuid("a")).isEqualTo("a");
  }

  @Test
  void arePodsAsLabelsAndUuidsWhereThereIsNoPod() {
    assertThat(labels(Map.of("11111111-aaaa", "server-1", "22222222-bbbb", "", "", "")))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of("11111111-aaaa", "server-1", "22222222-bbbb", "22222222", "", "(none named)"));
  }

  @Test
  void haveTheUuidBehindThePodWhereAPodCameBackUnderItsOldName() {
    assertThat(labels(Map.of("11111111-aaaa", "db-0", "22222222-bbbb", "db-0")))
        .containsValues("db-0/11111111", "db-0/22222222");
  }

  @Test
  void areCutInTheMiddleAsFarAsTheyStillDiffer() {
    assertThat(labels(Map.of("a", "server-7d9c5b6f5d-x2x4z", "b", "server-7d9c5b6f5d-q8q9r")))
        .containsValues("server-…5d-x2x4z", "server-…5d-q8q9r");
    assertThat(labels(Map.of("a", "checkout-one-service", "b", "checkout-two-service")))
        .containsValues("checkout…e-service", "checkout…o-service");
  }

  private static Map<String, String> labels(Map<String, String> pods) {
    return names(pods).labels(PAGE, pods.keySet());
  }

  private static ServerNames names(Map<String, String> pods) {
    return new ServerNames(
        pods.entrySet().stream()
            .collect(
                Collectors.toMap(
                    Map.Entry::getKey, pod -> new ServerDescription(pod.getValue(), "", ""))));
  }
}
