package dev.meshlab.mesh.translate.patch;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.meshlab.mesh.manifest.Fields;
import dev.meshlab.mesh.translate.xds.ClusterName;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One patch of an EnvoyFilter for clusters (istio/istio, core/envoyfilter/cluster_patch.go). */
public final class ClusterPatch {

  /** The group of a proxy's clusters that a patch is tried on, as Istio names it. */
  public enum Context {
    SIDECAR_OUTBOUND,
    SIDECAR_INBOUND,
    GATEWAY
  }

  /** The version that this module's answers are those of. */
  private static final String PROXY_VERSION = "1.31.0";

  private static final Set<String> MERGES = Set.of("MERGE", "MERGE_AND_REPLACE_LIST");

  /** For a cluster there is no place to insert at, so all of them add. */
  private static final Set<String> ADDS =
      Set.of("ADD", "INSERT_FIRST", "INSERT_BEFORE", "INSERT_AFTER");

  private final Fields config;
  private final Fields match;
  private final String operation;
  private final String context;
  private final boolean forProxy;
  private final Fields cluster;
  private final String name;
  private final String subset;
  private final String service;
  private final String port;
  private @Nullable Cluster value;

  /** Looks without noting: what is read depends on the clusters that it is held against. */
  public ClusterPatch(Fields config) {
    this.config = config;
    this.match = config.below("match");
    this.operation = config.unnoted().below("patch").string("operation", "");
    this.context = match.unnoted().string("context", "ANY");
    this.forProxy = isForProxy(match.unnoted().below("proxy"));
    this.cluster = match.below("cluster");
    Fields asked = cluster.unnoted();
    this.name = asked.string("name", "");
    this.subset = asked.string("subset", "");
    this.service = asked.string("service", "");
    this.port = asked.integer("portNumber").filter(p -> p != 0).map(String::valueOf).orElse("");
  }

  boolean removes() {
    return operation.equals("REMOVE");
  }

  boolean merges() {
    return MERGES.contains(operation);
  }

  boolean replacesLists() {
    return operation.equals("MERGE_AND_REPLACE_LIST");
  }

  /**
   * True if it adds a cluster; a patch for any context adds it beside the outbound clusters only.
   */
  boolean adds(Context looking) {
    boolean anywhere = context.equals("ANY");
    return ADDS.contains(operation)
        && isFor(looking)
        && !(anywhere && looking == Context.SIDECAR_INBOUND);
  }

  /** The only cluster that it can match; empty for one that tells clusters by other means. */
  String name() {
    return name;
  }

  /** The host of the only clusters that it can match; empty for those of any. */
  String service() {
    return service;
  }

  boolean matches(String given, Context looking) {
    return isFor(looking) && matches(given);
  }

  private boolean isFor(Context looking) {
    return (context.equals("ANY") || context.equals(looking.name())) && forProxy;
  }

  /** The lab's proxies have no metadata that a filter could ask for. */
  private static boolean isForProxy(Fields proxy) {
    return proxy.below("metadata").names().isEmpty()
        && proxy.string("proxyVersion").filter(version -> !isOurs(version)).isEmpty();
  }

  private static boolean isOurs(String versions) {
    try {
      return Pattern.compile(versions).matcher(PROXY_VERSION).find();
    } catch (PatternSyntaxException refused) {
      return false;
    }
  }

  /** A name, where one is given, says it all. */
  private boolean matches(String given) {
    return name.isEmpty()
        ? matches(ClusterName.parse(given).orElse(ClusterName.NONE))
        : is("name", name, given);
  }

  private boolean matches(ClusterName given) {
    return is("subset", subset, given.subset())
        && is("service", service, given.host())
        && is("portNumber", port, String.valueOf(given.port()));
  }

  private boolean is(String field, String wanted, String given) {
    cluster.heed(field);
    return wanted.isEmpty() || wanted.equals(given);
  }

  /** Its value, as far as the API knows it; an empty one when it is none, which is a problem. */
  Cluster value() {
    if (value == null) {
      noteAsHonoured();
      value = parsed();
    }
    return value;
  }

  private Cluster parsed() {
    try {
      return PatchValues.parse(config.below("patch"), false);
    } catch (InvalidProtocolBufferException reported) {
      return Cluster.getDefaultInstance();
    }
  }

  /** Marks as read what led here, but for the value. */
  void noteAsHonoured() {
    config.heed("applyTo");
    config.below("patch").heed("operation");
    match.heed("context");
    Fields proxy = match.below("proxy");
    proxy.heed("proxyVersion");
    proxy.child("metadata").ifPresent(Fields::heedAll);
  }
}
