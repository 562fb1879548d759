package dev.meshlab.mesh.model;

import dev.meshlab.mesh.manifest.Fields;
import java.util.List;

/**
 * The TLS settings of a gateway's server.
 *
 * @param credentials the Secrets with its certificates; empty when they are files
 * @param caCredential the Secret with the CA of its clients; empty for the one that goes with the
 *     first of the credentials
 * @param files the certificates and the CA as paths in the gateway's pod
 * @param expected what a client's certificate must satisfy beside that
 * @param httpsRedirect whether plain requests are redirected to https
 * @param minimum the oldest version of TLS; empty for Envoy's default
 * @param maximum the newest version of TLS; empty for Envoy's default
 */
public record ServerTls(
    Mode mode,
    List<String> credentials,
    String caCredential,
    Files files,
    Expected expected,
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

    /** True if the gateway leaves TLS to the pods. */
    public boolean passesThrough() {
      return this == PASSTHROUGH || this == AUTO_PASSTHROUGH;
    }

    /** True if a client without a certificate is refused. */
    public boolean requiresClientCertificate() {
      return this == MUTUAL || this == ISTIO_MUTUAL;
    }

    /** True if a client's certificate is looked at. */
    public boolean validatesClients() {
      return requiresClientCertificate() || this == OPTIONAL_MUTUAL;
    }
  }

  /** A certificate and its key, as paths in the gateway's pod; empty if there are none. */
  public record KeyPair(String certificate, String key) {

    static KeyPair of(Fields tls) {
      return new KeyPair(tls.string("serverCertificate", ""), tls.string("privateKey", ""));
    }
  }

  /**
   * The files that are mounted into the gateway's pod.
   *
   * @param ca empty when there is none
   */
  public record Files(List<KeyPair> certificates, String ca) {

    static final Files NONE = new Files(List.of(), "");

    static Files of(Fields tls) {
      List<KeyPair> several = tls.children("tlsCertificates").stream().map(KeyPair::of).toList();
      return new Files(
          several.isEmpty() ? List.of(KeyPair.of(tls)) : several, tls.string("caCertificates", ""));
    }
  }

  /**
   * The conditions that a client's certificate must satisfy.
   *
   * @param hashes SHA-256 of certificates
   * @param keyHashes SHA-256 of public keys
   * @param revoked the path of a list of revoked certificates; empty when there is none
   * @param signed by a CA that is trusted
   */
  public record Expected(
      List<String> subjectAltNames,
      List<String> hashes,
      List<String> keyHashes,
      String revoked,
      boolean signed) {

    static final Expected NOTHING_MORE = new Expected(List.of(), List.of(), List.of(), "", true);

    static Expected of(Fields tls) {
      return new Expected(
          tls.strings("subjectAltNames"),
          tls.strings("verifyCertificateHash"),
          tls.strings("verifyCertificateSpki"),
          tls.string("caCrl", ""),
          !tls.bool("insecureSkipVerify", false));
    }
  }

  /** The default mode is the first of the enum in Istio's API: PASSTHROUGH. */
  static ServerTls of(Fields tls) {
    List<String> several = tls.strings("credentialNames");
    String one = tls.string("credentialName", "");
    return new ServerTls(
        mode(tls.string("mode", "")),
        several.isEmpty() && !one.isEmpty() ? List.of(one) : several,
        tls.string("caCertCredentialName", ""),
        Files.of(tls),
        Expected.of(tls),
        tls.bool("httpsRedirect", false),
        version(tls.string("minProtocolVersion", "")),
        version(tls.string("maxProtocolVersion", "")),
        tls.strings("cipherSuites"));
  }

  /** The settings that a Kubernetes Gateway can express: a mode, and Secrets. */
  static ServerTls of(Mode mode, List<String> credentials) {
    return new ServerTls(
        mode, credentials, "", Files.NONE, Expected.NOTHING_MORE, false, "", "", List.of());
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
