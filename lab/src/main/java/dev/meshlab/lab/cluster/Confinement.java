package dev.meshlab.lab.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.StreamSupport;

/**
 * The limits that keep objects from having an effect outside the namespaces of a run: rules are
 * exported to these alone, gateways of others get no routes, and Services ask for no address of the
 * cluster's or of a load balancer.
 *
 * @param namespaces of the run
 * @param hasGateway whether the run has a gateway of its own, for which routes may be
 */
public record Confinement(Set<String> namespaces, boolean hasGateway) {

  /** Kinds whose objects a cluster makes by itself, or that change how many pods there are. */
  private static final Set<String> OF_CLUSTER =
      Set.of(
          "Namespace",
          "Pod",
          "ReplicaSet",
          "ReplicationController",
          "EndpointSlice",
          "Endpoints",
          "Event",
          "HorizontalPodAutoscaler",
          "ScaledObject",
          "Canary",
          "Job",
          "CronJob");

  /** Kinds whose objects make load balancers and volumes. */
  private static final Set<String> OUTSIDE_OF_IT = Set.of("Ingress", "PersistentVolumeClaim");

  /** The Gateways of this group make load balancers; those of Istio select what is there. */
  private static final String GATEWAY_API = "gateway.networking.k8s.io";

  private static final String ISTIO = "networking.istio.io/";
  private static final String MESH = "mesh";

  /** The rules that Istio exports to all namespaces where they do not say to which. */
  private static final Set<String> EXPORTED =
      Set.of("DestinationRule", "ServiceEntry", "VirtualService");

  /** The fields of a Service that a cluster has given it, or is to give it a place outside. */
  private static final List<String> OUTSIDE =
      List.of(
          "externalIPs",
          "externalTrafficPolicy",
          "healthCheckNodePort",
          "loadBalancerClass",
          "loadBalancerIP",
          "loadBalancerSourceRanges",
          "allocateLoadBalancerNodePorts");

  /** A headless Service says so here. */
  private static final String NONE = "None";

  public Confinement {
    namespaces = Set.copyOf(namespaces);
  }

  /** True for a kind of which objects are applied. */
  public static boolean takes(String group, String kind) {
    return !OF_CLUSTER.contains(kind)
        && !OUTSIDE_OF_IT.contains(kind)
        && !(kind.equals("Gateway") && group.equals(GATEWAY_API));
  }

  /** The object as it is to be applied; empty if all of it is about what is outside. */
  public Optional<ClusterObject> of(ClusterObject object) {
    ObjectNode tree = object.tree();
    if (!(tree.get("spec") instanceof ObjectNode spec)) {
      return Optional.of(object);
    }
    String kind = tree.path("kind").asText();
    if (kind.equals("Service") && tree.path("apiVersion").asText().equals("v1")) {
      confine(spec);
    }
    if (tree.path("apiVersion").asText().startsWith(ISTIO)) {
      if ((kind.equals("Gateway") && !hasGateway) || !keepsRoutes(kind, spec)) {
        return Optional.empty();
      }
      if (EXPORTED.contains(kind)) {
        export(spec);
      }
    }
    return Optional.of(ClusterObject.of(tree.toString()));
  }

  private static void confine(ObjectNode service) {
    service.remove(OUTSIDE);
    if (!service.path("clusterIP").asText().equals(NONE)) {
      service.remove(List.of("clusterIP", "clusterIPs"));
    }
    if (Set.of("LoadBalancer", "NodePort").contains(service.path("type").asText())) {
      service.remove("type");
    }
    service
        .path("ports")
        .forEach(
            port -> {
              if (port instanceof ObjectNode each) {
                each.remove("nodePort");
              }
            });
  }

  /** Takes the gateways of others from a VirtualService; false if it is for these alone. */
  private boolean keepsRoutes(String kind, ObjectNode spec) {
    if (hasGateway
        || !kind.equals("VirtualService")
        || !(spec.get("gateways") instanceof ArrayNode gateways)
        || gateways.isEmpty()) {
      return true;
    }
    boolean inMesh = texts(gateways).contains(MESH);
    spec.remove("gateways");
    return inMesh;
  }

  private void export(ObjectNode spec) {
    Collection<String> wanted = texts(spec.path("exportTo"));
    boolean within =
        !wanted.isEmpty()
            && wanted.stream().allMatch(each -> each.equals(".") || namespaces.contains(each));
    if (!within) {
      ArrayNode own = spec.putArray("exportTo");
      new TreeSet<>(namespaces).forEach(own::add);
    }
  }

  private static List<String> texts(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false).map(JsonNode::asText).toList();
  }
}
