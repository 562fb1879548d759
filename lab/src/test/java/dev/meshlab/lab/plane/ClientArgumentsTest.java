package dev.meshlab.lab.plane;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshlab.client.load.Load;
import dev.meshlab.client.load.MetadataEntry;
import dev.meshlab.client.load.WarmUpLimit;
import dev.meshlab.lab.cast.Target;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClientArgumentsTest {

  private static final Target TARGET = new Target("cart.shop.svc.cluster.local", 9000);

  @Test
  void sayWhatTheLoadSays() {
    Load load =
        Load.builder()
            .calls(900)
            .method("/shop.Cart/Add")
            .connections(3)
            .deadline(Duration.ofMillis(1500))
            .metadata(List.of(new MetadataEntry("a", "1"), new MetadataEntry("b", "x=y, z")))
            .build();
    assertThat(of("", load, WarmUpLimit.ofTime(Duration.ofMillis(500))))
        .contains(
            "--target=cart.shop.svc.cluster.local:9000",
            "--authority=cart.shop.svc.cluster.local:9000",
            "--method=/shop.Cart/Add",
            "--calls=900",
            "--duration=0ms",
            "--connections=3",
            "--deadline=1500ms",
            "--metadata=a=1",
            "--metadata=b=x=y, z",
            "--warm-up=500ms");
  }

  @Test
  void makeTheClientGoStepByStepAndWriteRecords() {
    assertThat(of("xds:///", Load.builder().calls(1).build(), WarmUpLimit.ofCalls(7)))
        .contains(
            "--target=xds:///cart.shop.svc.cluster.local:9000",
            "--warm-up=7",
            "--output=ndjson",
            "--step-by-step")
        .noneMatch(argument -> argument.startsWith("--method="));
  }

  private static List<String> of(String scheme, Load load, WarmUpLimit warmUp) {
    return ClientArguments.of(
        scheme + TARGET, TARGET, load, warmUp, Duration.ofMillis(250), LbPolicy.PICK_FIRST);
  }
}
