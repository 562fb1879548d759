package dev.meshlab.mesh.schema;

import com.google.re2j.Pattern;
import dev.meshlab.mesh.manifest.Nearest;
import java.util.Optional;
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

  /** A group with one of these words is meant to be of Kubernetes, its Gateway API or Istio. */
  private static final Pattern OWN = Pattern.compile("istio|k8s|kubernetes|gateway");

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
    return API_VERSION.matcher(apiVersion).matches()
        && !OWN.matcher(group).find()
        && meant(group, kind).isEmpty();
  }

  /** A kind that Kubernetes or Istio has says by itself that its group may be meant too. */
  private Optional<String> meant(String group, String kind) {
    return kinds.contains(kind) ? Nearest.to(group, groups) : Nearest.within(SLIP, group, groups);
  }
}
