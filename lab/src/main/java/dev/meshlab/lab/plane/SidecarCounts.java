package dev.meshlab.lab.plane;

/**
 * The annotation by which a sidecar keeps counts of attempts that were made again, ended or
 * refused, which Istio leaves out by itself (istio.io, "Envoy Statistics").
 */
public final class SidecarCounts {

  public static final String ANNOTATION = "sidecar.istio.io/statsInclusionRegexps";

  public static final String REGEX =
      "cluster\\..*upstream_rq_(retry|timeout|per_try_timeout|active_overflow|pending_overflow)";

  private SidecarCounts() {}
}
