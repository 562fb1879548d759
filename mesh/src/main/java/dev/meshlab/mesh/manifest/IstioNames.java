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

  private IstioNames() {}
}
