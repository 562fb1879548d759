package dev.meshlab.lab.fleet;

import java.io.IOException;
import java.net.Proxy;
import java.net.URI;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The page on which a pod shows its metrics, as Prometheus scrapes it (its text format: a line for
 * each series, its labels in braces, then the value).
 */
public final class MetricsPage {

  private static final int TIMEOUT_MILLIS = 5_000;

  /** Calls that ended, by Micrometer's MetricCollectingServerInterceptor. */
  private static final Pattern ENDED =
      Pattern.compile(
          "^grpc_server_processing_duration_seconds_count\\{(?<labels>.*)} (?<value>\\S+)$",
          Pattern.MULTILINE);

  /** Probes and reflection are calls, too, but not of a load. */
  private static final Pattern HOUSEKEEPING =
      Pattern.compile("service=\"grpc\\.(health|reflection)\\.");

  /** The same series, as PromQL selects them. */
  public static final String SERIES =
      "grpc_server_processing_duration_seconds_count{service!~\"grpc[.](health|reflection)[.].*\"}";

  private MetricsPage() {}

  /**
   * The calls that a pod has ended, as its page says.
   *
   * @param port of this machine that leads to the page
   */
  public static long ended(int port) throws IOException {
    URLConnection connection =
        URI.create("http://127.0.0.1:" + port + "/metrics").toURL().openConnection(Proxy.NO_PROXY);
    connection.setConnectTimeout(TIMEOUT_MILLIS);
    connection.setReadTimeout(TIMEOUT_MILLIS);
    try (var stream = connection.getInputStream()) {
      return ended(new String(stream.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  static long ended(String page) {
    Matcher series = ENDED.matcher(page);
    double sum = 0;
    while (series.find()) {
      if (!HOUSEKEEPING.matcher(series.group("labels")).find()) {
        sum += Double.parseDouble(series.group("value"));
      }
    }
    return Math.round(sum);
  }
}
