package dev.meshlab.lab.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MetricsPageTest {

  @Test
  void addsUpTheCallsOfAllMethodsAndStatuses() {
    assertThat(
            MetricsPage.ended(
                """
                # TYPE grpc_server_processing_duration_seconds summary
                grpc_server_processing_duration_seconds_count{method="Echo",service="meshlab.v1.EchoService",statusCode="OK",} 50.0
                grpc_server_processing_duration_seconds_sum{method="Echo",service="meshlab.v1.EchoService",statusCode="OK",} 1.16
                grpc_server_processing_duration_seconds_count{method="Echo",service="meshlab.v1.EchoService",statusCode="UNAVAILABLE",} 7.0
                grpc_server_processing_duration_seconds_count{method="Pay",service="shop.Checkout",statusCode="OK",} 1.2E7
                """))
        .isEqualTo(12_000_057);
  }

  @Test
  void leavesOutProbesAndReflection() {
    assertThat(
            MetricsPage.ended(
                """
                grpc_server_processing_duration_seconds_count{method="Check",service="grpc.health.v1.Health",statusCode="OK",} 50.0
                grpc_server_processing_duration_seconds_count{method="Info",service="grpc.reflection.v1.ServerReflection",statusCode="OK",} 3.0
                """))
        .isZero();
  }
}
