package dev.meshlab.mesh.model;

import dev.meshlab.mesh.manifest.Fields;
import java.util.List;

/**
 * How a gateway's server treats TLS.
 *
 * @param credentials the Secrets with its certificates; empty when they are files
 * @param caCredential the Secret with the CA of its clients; empty for the one that goes with the
 *     first of the credentials
 * @param files the certificate, its key and the CA as paths in the gateway's pod; empty each
 * @param httpsRedirect whether plain requests are told to come back with https
 * @param minimum the oldest version of TLS; empty for Envoy's default
 * @param maximum the newest version of TLS; empty for Envoy's default
 */
public record ServerTls(
    Mode mode,
    List<String> credentials,
    String caCredential,
    Files files,
    List<String> subjectAltNames,
    boolean httpsRedirect,
    String minimum,
    String maximum,
    List<String> cipherSuites) {

  /** Istio's {@code ServerTLSSettings.TLSmode}. */
  public enum Mode {
    /** Forwards by SNI what it cannot read. */
    PASSTHROUGH,
    SIMPLE,
    MUTUAL,
    AUTO_PASSTHROUGH,
    ISTIO_MUTUAL,
    OPTIONAL_MUTUAL;

    /** Whether the gateway leaves TLS to the pods. */
    public boolean passesThrough() {
      return this == PASSTHROUGH || this == AUTO_PASSTHROUGH;
    }

    /** Whether a client without a certificate is refused. */
    public boolean requiresClientCertificate() {
      return this == MUTUAL || this == ISTIO_MUTUAL;
    }

    /** Whether a client's certificate is looked at. */
    public boolean validatesClients() {
      return requiresClientCertificate() || this == OPTIONAL_MUTUAL;
    }
  }

  /** Certificates that are mounted into the gateway's pod. */
  public record Files(String certificate, String key, String ca) {

    static final Files NONE = new Files("", "", "");
  }

  /** The default mode is the first of the enum in Istio's API: PASSTHROUGH. */
  static ServerTls of(Fields tls) {
    List<String> several = tls.strings("credentialNames");
    String one = tls.string("credentialName", "");
    return new ServerTls(
        mode(tls.string("mode", "")),
        several.isEmpty() && !one.isEmpty() ? List.of(one) : several,
        tls.string("caCertCredentialName", ""),
        new Files(
            tls.string("serverCertificate", ""),
            tls.string("privateKey", ""),
            tls.string("caCertificates", "")),
        tls.strings("subjectAltNames"),
        tls.bool("httpsRedirect", false),
        version(tls.string("minProtocolVersion", "")),
        version(tls.string("maxProtocolVersion", "")),
        tls.strings("cipherSuites"));
  }

  /** What a Kubernetes Gateway can say: a mode, and Secrets. */
  static ServerTls of(Mode mode, List<String> credentials) {
    return new ServerTls(mode, credentials, "", Files.NONE, List.of(), false, "", "", List.of());
  }

  private static Mode mode(String name) {
    for (Mode mode : Mode.values()) {
      if (mode.name().equals(name)) {
        return mode;
      }
    }
    return Mode.PASSTHROUGH;
  }

  private static String version(String name) {
    return name.equals("TLS_AUTO") ? "" : name;
  }
}
