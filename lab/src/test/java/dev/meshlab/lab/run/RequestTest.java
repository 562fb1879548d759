package dev.meshlab.lab.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshlab.client.load.Keys;
import dev.meshlab.client.load.Load;
import dev.meshlab.lab.cast.Target;
import dev.meshlab.lab.plane.TargetPredictor;
import dev.meshlab.lab.prediction.EveryCallFails;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RequestTest {

  private static final Target SHOP = new Target("shop.shop.svc.cluster.local", 80);

  /** Routes that send one user elsewhere, as an exact match on the key does. */
  private static final TargetPredictor ONE_USER_APART =
      (target, call) ->
          new EveryCallFails(
              call.metadata().contains(Map.entry("x-user", "key-3")) ? "ABORTED" : "UNAVAILABLE",
              "a rule says so");

  private static final TargetPredictor ALL_ALIKE =
      (target, call) -> new EveryCallFails("UNAVAILABLE", "a rule says so");

  @Test
  void hasNoCommonPredictionWhereRoutesTellKeysApart() {
    assertThat(keyed(5).unpredictable(ONE_USER_APART))
        .hasValue("routes tell calls with x-user=key-3 from those with x-user=key-1");
  }

  @Test
  void hasAPredictionWhereTheKeysAreAlikeToRoutes() {
    assertThat(keyed(5).unpredictable(ALL_ALIKE)).isEmpty();
    assertThat(keyed(2).unpredictable(ONE_USER_APART)).as("the third key is not called").isEmpty();
  }

  @Test
  void hasAPredictionWhereItHasNoKeys() {
    assertThat(Request.of(SHOP, Load.builder().build()).unpredictable(ONE_USER_APART)).isEmpty();
  }

  private static Request keyed(int number) {
    return Request.of(SHOP, Load.builder().keys(new Keys("x-user", number)).build());
  }
}
