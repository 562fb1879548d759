package dev.meshlab.lab.cast;

import dev.meshlab.mesh.manifest.IstioNames;
import dev.meshlab.mesh.model.Service;
import dev.meshlab.mesh.model.name.Hosts;

/**
 * The namespaces of a cluster's own programs, which the output of a live cluster has too. Nothing
 * in them is called or calls, unless the user says so.
 */
public final class ClusterNamespaces {

  /** Kubernetes keeps this prefix for its own (kubernetes.io, Namespaces). */
  private static final String KUBERNETES = "kube-";

  private static final String API_SERVER = Hosts.ofService("kubernetes", "default");

  private ClusterNamespaces() {}

  /** True for a Service of these namespaces, and for the one of the API server. */
  static boolean include(Service service) {
    return include(service.namespace()) || service.host().equals(API_SERVER);
  }

  /** True for {@code kube-system} and the like, and for the namespace of istiod. */
  public static boolean include(String namespace) {
    return namespace.startsWith(KUBERNETES) || namespace.equals(IstioNames.CONTROL_PLANE_NAMESPACE);
  }
}
