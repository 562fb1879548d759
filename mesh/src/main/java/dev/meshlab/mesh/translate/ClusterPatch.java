package dev.meshlab.mesh.translate;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.meshlab.mesh.manifest.Fields;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import java.util.List;
import java.util.Set;

/** One patch of an EnvoyFilter for clusters (istio/istio, core/envoyfilter/cluster_patch.go). */
final class ClusterPatch {

  /** Which of a proxy's clusters are looked at, in Istio's words. */
  enum Context {
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

  ClusterPatch(Fields config) {
    this.config = config;
    this.match = config.below("match");
  }

  private String operation() {
    return config.unnoted().below("patch").string("operation", "");
  }

  boolean removes() {
    return operation().equals("REMOVE");
  }

  boolean merges() {
    return MERGES.contains(operation());
  }

  boolean replacesLists() {
    return operation().equals("MERGE_AND_REPLACE_LIST");
  }

  /** Whether it adds a cluster; one for any context adds it beside the outbound ones only. */
  boolean adds(Context context) {
    boolean anywhere = match.unnoted().string("context", "ANY").equals("ANY");
    return ADDS.contains(operation())
        && isFor(context)
        && !(anywhere && context == Context.SIDECAR_INBOUND);
  }

  boolean matches(Cluster cluster, Context context) {
    return isFor(context) && matches(cluster.getName(), match.below("cluster"));
  }

  private boolean isFor(Context context) {
    String wanted = match.unnoted().string("context", "ANY");
    return (wanted.equals("ANY") || wanted.equals(context.name())) && isForProxy();
  }

  /** The lab's proxies have no metadata that a filter could ask for. */
  private boolean isForProxy() {
    Fields proxy = match.unnoted().below("proxy");
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
  private static boolean matches(String cluster, Fields match) {
    String name = match.unnoted().string("name", "");
    if (!name.isEmpty()) {
      return name.equals(match.string("name", "")) && name.equals(cluster);
    }
    List<String> parts = List.of((cluster + "|||").split("\\|", -1));
    boolean named = cluster.chars().filter(c -> c == '|').count() == 3;
    return is(match.string("subset", ""), named ? parts.get(2) : "")
        && is(match.string("service", ""), named ? parts.get(3) : "")
        && is(portOf(match), named ? parts.get(1) : "0");
  }

  private static String portOf(Fields match) {
    return match.integer("portNumber").filter(port -> port != 0).map(String::valueOf).orElse("");
  }

  private static boolean is(String wanted, String given) {
    return wanted.isEmpty() || wanted.equals(given);
  }

  /** Its value, as far as the API knows it; an empty one when it is none, which is a problem. */
  Cluster value() {
    noteAsHonoured();
    try {
      return PatchValues.parse(config.below("patch"), false);
    } catch (InvalidProtocolBufferException reported) {
      return Cluster.getDefaultInstance();
    }
  }

  /** Marks as read what led here, but for the value. */
  void noteAsHonoured() {
    config.string("applyTo");
    config.below("patch").string("operation");
    match.string("context");
    Fields proxy = match.below("proxy");
    proxy.string("proxyVersion");
    proxy.stringMap("metadata");
  }
}
