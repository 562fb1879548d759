package dev.meshlab.lab.cast;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TargetTest {

  @Test
  void isCalledByItsOwnNameUnlessByAnother() {
    Target target = new Target("shop.default.svc.cluster.local", 50051);

    assertThat(target.authority()).isEqualTo("shop.default.svc.cluster.local:50051");
    assertThat(target.calledBy("shop.example.com").authority()).isEqualTo("shop.example.com");
    assertThat(target.calledBy("shop.example.com"))
        .hasToString("shop.default.svc.cluster.local:50051");
  }

  @ParameterizedTest
  @CsvSource({
    "shop.example.com,      shop.example.com",
    "shop.example.com:443,  shop.example.com",
    "shop:v2.example.com,   shop:v2.example.com"
  })
  void namesToTlsTheHostOfItsAuthorityWithoutThePort(String authority, String serverName) {
    assertThat(new Target("shop", 443).calledBy(authority).serverName()).isEqualTo(serverName);
  }
}
