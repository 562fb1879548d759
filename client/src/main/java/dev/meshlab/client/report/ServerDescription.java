package dev.meshlab.client.report;

/**
 * A server's description of itself beside its UUID; a part is empty where the server did not give
 * it.
 *
 * @param pod the name of its pod
 * @param version the version label of its pod
 * @param zone the zone of its node
 */
public record ServerDescription(String pod, String version, String zone) {

  /** A server that said nothing of itself. */
  public static final ServerDescription UNKNOWN = new ServerDescription("", "", "");
}
