package dev.meshlab.lab.run;

import static dev.meshlab.lab.Meshes.foreign;
import static dev.meshlab.lab.Meshes.rule;
import static dev.meshlab.lab.Meshes.service;
import static org.assertj.core.api.Assertions.assertThat;

import dev.meshlab.client.load.Load;
import dev.meshlab.lab.Meshes;
import dev.meshlab.mesh.progress.HowFar;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnopenedGatewaysTest {

  @ParameterizedTest
  @CsvSource({
    // the selector of the Gateway, labels of a pod, whether the ports are open for all that is
    // known
    "istio: ingress, 'app: gw, istio: ingressgateway', false",
    "istio: ingress, 'app: gw, istio: ingress',        true",
    "app: gw,        'app: gw, istio: ingressgateway', true",
    // no gateway is there at all: the cluster's own is presumed
    "istio: ingress, 'app: gw',                        true"
  })
  void areThoseThatSelectNoPodWhereOtherGatewaysHavePods(
      String selector, String labels, boolean open) {
    Optional<String> reason =
        new Forecast(
                Meshes.manifests(
                    foreign("shop"),
                    service("shop", "name: grpc, port: 50051"),
                    gatewayPod(labels),
                    rule(
                        "Gateway",
                        "entrance",
                        "selector: {%s}, servers: [{port: {number: 80, name: grpc, protocol: GRPC}, hosts: ['*']}]"
                            .formatted(selector)),
                    rule(
                        "VirtualService",
                        "shop",
                        "gateways: [entrance], hosts: [shop.example.com], http: [{route: [{destination: {host: shop}}]}]")),
                Load.builder().calls(10).build(),
                new Settings().standIn().build(),
                HowFar.UNSEEN)
            .predict().planes().stream()
                .filter(plane -> plane.plane().equals("gateway"))
                .flatMap(plane -> Optional.ofNullable(plane.reason()).stream())
                .findFirst();

    if (open) {
      assertThat(reason).isEmpty();
    } else {
      assertThat(reason)
          .hasValue(
              "no pod has the labels istio=ingress that the Gateway selects, so that no gateway"
                  + " opens its ports; pod gw-1 is a gateway with istio=ingressgateway");
    }
  }

  private static String gatewayPod(String labels) {
    return "{apiVersion: apps/v1, kind: Deployment, metadata: {name: gw, namespace: istio-system}, spec: {selector: {matchLabels: {app: gw}}, template: {metadata: {labels: {%s}}, spec: {containers: [{name: c, image: auto}]}}}}"
        .formatted(labels);
  }
}
