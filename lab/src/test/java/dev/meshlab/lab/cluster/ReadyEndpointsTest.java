package dev.meshlab.lab.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReadyEndpointsTest {

  private final ReadyEndpoints endpoints =
      ReadyEndpoints.of(
          List.of(service("server", "{\"app\": \"server\"}"), service("outside", "null")),
          List.of(
              pod("server-1", "server", "True"),
              pod("server-2", "server", "True"),
              pod("server-3", "server", "False"),
              pod("client-1", "client", "True")));

  @Test
  void areThereWhenEachReadyPodOfAServiceIsWrittenDown() {
    assertThat(endpoints.areIn(List.of(slice("server-1", true), slice("server-2", true)))).isTrue();
  }

  @Test
  void areNotThereWhileOneIsMissingOrNotReady() {
    assertThat(endpoints.areIn(List.of())).isFalse();
    assertThat(endpoints.areIn(List.of(slice("server-1", true), slice("server-2", false))))
        .isFalse();
  }

  @Test
  void areNotInASliceWithoutAList() {
    EndpointSlice empty = slice("server-1", true);
    empty.setEndpoints(null);
    assertThat(endpoints.areIn(List.of(empty))).isFalse();
  }

  private static Service service(String name, String selector) {
    return Serialization.unmarshal(
        """
        {"apiVersion": "v1", "kind": "Service", "metadata": {"name": "%s"}, "spec": {"selector": %s}}
        """
            .formatted(name, selector),
        Service.class);
  }

  private static Pod pod(String name, String app, String ready) {
    return Serialization.unmarshal(
        """
        {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "%s", "labels": {"app": "%s"}},
         "status": {"conditions": [{"type": "Ready", "status": "%s"}]}}
        """
            .formatted(name, app, ready),
        Pod.class);
  }

  private static EndpointSlice slice(String pod, boolean ready) {
    return Serialization.unmarshal(
        """
        {"apiVersion": "discovery.k8s.io/v1", "kind": "EndpointSlice", "addressType": "IPv4",
         "metadata": {"name": "server-%1$s", "labels": {"kubernetes.io/service-name": "server"}},
         "endpoints": [{"addresses": ["10.0.0.1"], "conditions": {"ready": %2$s},
           "targetRef": {"kind": "Pod", "name": "%1$s"}}]}
        """
            .formatted(pod, ready),
        EndpointSlice.class);
  }
}
