package dev.meshlab.client.output;

import dev.meshlab.client.report.Asked;
import java.time.Duration;

/**
 * What the client was told to do.
 *
 * @param version of the client
 * @param target as grpc-java resolves it
 * @param lbPolicy the default load balancing policy; "" where not given
 * @param authority in place of the target's; "" where not given
 * @param interval the period of the interval records
 * @param asked the load
 */
public record Config(
    String version,
    String target,
    String lbPolicy,
    String authority,
    Duration interval,
    Asked asked) {}
