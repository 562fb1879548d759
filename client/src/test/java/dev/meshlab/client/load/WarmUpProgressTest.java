package dev.meshlab.client.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WarmUpProgressTest {

  @ParameterizedTest(name = "{4}")
  @CsvSource({
    "1, 10, 2, 30, true,  a new server has answered",
    "1, 10, 1, 10, true,  a slow call is still under way",
    "1, 10, 1, 11, false, calls reach no new server",
    "0,  0, 0,  9, false, no server names itself",
  })
  void isHopefulWhileSomethingNewMayBeHeard(
      long heard, long made, long heardLater, long madeLater, boolean hopeful, String why) {
    assertThat(
            new WarmUpProgress(heard, made).isHopefulAt(new WarmUpProgress(heardLater, madeLater)))
        .as(why)
        .isEqualTo(hopeful);
  }
}
