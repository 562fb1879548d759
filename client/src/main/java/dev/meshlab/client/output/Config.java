package dev.meshlab.client.output;

import dev.meshlab.client.report.Asked;
import java.time.Duration;

/**
 * The settings of a run of the client.
 *
 * @param version of the client
 * @param target as grpc-java resolves it
 * @param lbPolicy the default load balancing policy; "" where not given
 * @param authority in place of the target's; "" where not given
 * @param tls whether connections are protected by TLS
 * @param interval the period of the interval records
 * @param warmUpTime how long the warm-up takes at most; zero for none
 * @param warmUpCalls how many calls it makes at most; 0 for no limit but the time
 * @param warmUpUntilCompiled whether it ends once the code of the calls is compiled
 * @param asked the load
 */
public record Config(
    String version,
    String target,
    String lbPolicy,
    String authority,
    boolean tls,
    Duration interval,
    Duration warmUpTime,
    long warmUpCalls,
    boolean warmUpUntilCompiled,
    Asked asked) {}
