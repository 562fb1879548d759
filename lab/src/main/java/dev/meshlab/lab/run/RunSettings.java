package dev.meshlab.lab.run;

import dev.meshlab.client.load.WarmUpLimit;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A user's choices for a run, beside its manifests and its load.
 *
 * @param planes what carries the calls
 * @param targets what to call, as {@code host:port}; empty for what the rules are about
 * @param standIn whether pods of any image are played
 * @param authority to send in place of the targets' own; empty for that
 * @param client the calling pod
 * @param sidecars which proxies stand between the client and the pods
 * @param accepted what the lab does not play and the user takes for granted, by id or name
 * @param envoy the Envoy to run; null to look for one
 * @param envoyWorkers its worker threads
 * @param warmUp how much to warm up before the first call that counts on each plane
 * @param seed of the plain plane's random choices
 */
public record RunSettings(
    PlaneChoice planes,
    List<String> targets,
    boolean standIn,
    String authority,
    ClientChoice client,
    @Nullable Path envoy,
    int envoyWorkers,
    WarmUpLimit warmUp,
    long seed) {

  public RunSettings {
    targets = List.copyOf(targets);
  }
}
