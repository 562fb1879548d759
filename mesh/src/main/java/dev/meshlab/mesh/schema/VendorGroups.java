package dev.meshlab.mesh.schema;

import com.google.re2j.Pattern;
import dev.meshlab.mesh.manifest.Nearest;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Tells a kind that some vendor defines from one that is a slip of the pen. A cluster takes a
 * vendor's kinds where their definitions are installed; a slip it refuses.
 */
final class VendorGroups {

  /**
   * All groups but the oldest few are DNS names; the version is as Kubernetes numbers them. Java's
   * own expressions would overflow the stack on a long one.
   */
  private static final Pattern API_VERSION =
      Pattern.compile("[a-z0-9-]+(\\.[a-z0-9-]+)+/v[0-9]+((alpha|beta)[0-9]+)?");

  /**
   * The groups that Kubernetes and Istio keep for themselves. Not all of them are built in, but
   * none repeats a kind that is ({@code autoscaling.k8s.io} has VerticalPodAutoscalers).
   */
  private static final Pattern RESERVED = Pattern.compile("(.+\\.)?(k8s|istio)\\.io");

  /**
   * The groups of Kubernetes's community, two letters away from some that are built in ({@code
   * scheduling.x-k8s.io} has PodGroups).
   */
  private static final String COMMUNITY = ".x-k8s.io";

  /**
   * The number of letters that a slip gets wrong: {@code networking.gke.io} is three away, and is a
   * group.
   */
  private static final int SLIP = 2;

  private final Set<String> groups;
  private final Set<String> kinds;

  /**
   * @param known the objects of Kubernetes and Istio, as {@code apiVersion kind}
   */
  VendorGroups(Set<String> known) {
    groups = known.stream().map(VendorGroups::group).collect(Collectors.toSet());
    kinds = known.stream().map(k -> k.substring(k.indexOf(' ') + 1)).collect(Collectors.toSet());
  }

  private static String group(String apiVersion) {
    int slash = apiVersion.indexOf('/');
    return slash < 0 ? "" : apiVersion.substring(0, slash);
  }

  boolean define(String apiVersion, String kind) {
    String group = group(apiVersion);
    return API_VERSION.matcher(apiVersion).matches() && !isMeantToBeKnown(group, kind);
  }

  /** A kind that Kubernetes or Istio has says by itself that its group may be meant too. */
  private boolean isMeantToBeKnown(String group, String kind) {
    if (groups.contains(group)) {
      return true;
    }
    if (group.endsWith(COMMUNITY)) {
      return false;
    }
    return kinds.contains(kind)
        ? RESERVED.matcher(group).matches() || Nearest.to(group, groups).isPresent()
        : Nearest.within(SLIP, group, groups).isPresent();
  }
}
