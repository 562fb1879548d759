package dev.meshlab.lab.envoy;

/**
 * The counts of Envoy for one endpoint of one cluster, attempts of retries included.
 *
 * @param cluster the cluster's name
 * @param address of the endpoint
 * @param port of the endpoint
 * @param requests {@code rq_total}
 * @param successes {@code rq_success}
 * @param errors {@code rq_error}
 * @param connections {@code cx_total}
 * @param active requests under way at this moment, {@code rq_active}
 * @param ejected whether outlier detection keeps it from getting requests at this moment
 */
public record EndpointCounters(
    String cluster,
    String address,
    int port,
    long requests,
    long successes,
    long errors,
    long connections,
    long active,
    boolean ejected) {}
