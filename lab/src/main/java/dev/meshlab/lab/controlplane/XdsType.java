package dev.meshlab.lab.controlplane;

import io.envoyproxy.controlplane.cache.Resources.V3;
import java.util.Arrays;
import java.util.Optional;

/** The kinds of resource that the lab serves, in the order in which a sidecar is given them. */
public enum XdsType {
  CDS(V3.CLUSTER_TYPE_URL),
  EDS(V3.ENDPOINT_TYPE_URL),
  LDS(V3.LISTENER_TYPE_URL),
  RDS(V3.ROUTE_TYPE_URL),
  SDS(V3.SECRET_TYPE_URL);

  private final String typeUrl;

  XdsType(String typeUrl) {
    this.typeUrl = typeUrl;
  }

  public String typeUrl() {
    return typeUrl;
  }

  static Optional<XdsType> of(String typeUrl) {
    return Arrays.stream(values()).filter(type -> type.typeUrl.equals(typeUrl)).findFirst();
  }
}
