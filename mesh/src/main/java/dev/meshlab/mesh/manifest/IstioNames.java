package dev.meshlab.mesh.manifest;

/** Names that Istio gives a meaning of its own. */
public final class IstioNames {

  /** The gateway that stands for all sidecars. */
  public static final String MESH = "mesh";

  /** The namespace of rules for the whole mesh; the mesh config's default root namespace. */
  public static final String ROOT_NAMESPACE = "istio-system";

  /** The namespace of istiod, and of the ConfigMap that it reads. */
  public static final String CONTROL_PLANE_NAMESPACE = "istio-system";

  /** The namespace in which {@code istioctl install} puts gateways. */
  public static final String GATEWAY_NAMESPACE = "istio-system";

  /** The label by which the pods of a Gateway of the Gateway API are known. */
  public static final String GATEWAY_NAME_LABEL = "gateway.networking.k8s.io/gateway-name";

  /** The group of the Gateway API. */
  public static final String GATEWAY_API = "gateway.networking.k8s.io";

  /** By this label Istio's charts and documents tell gateways apart. */
  public static final String GATEWAY_LABEL = "istio";

  private IstioNames() {}
}
