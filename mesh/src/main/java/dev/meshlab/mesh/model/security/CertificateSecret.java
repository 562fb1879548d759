package dev.meshlab.mesh.model.security;

import dev.meshlab.mesh.manifest.Document;
import dev.meshlab.mesh.manifest.Fields;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A Secret with a certificate, read by the keys that istiod looks for, in its order (istio/istio,
 * pilot/pkg/credentials/kube/secrets.go).
 */
public record CertificateSecret(String namespace, String name, Fields fields) {

  /** A certificate and its key, as they stand in the Secret. */
  public record KeyPair(String certificate, String key) {}

  /** The content of an object of kind Secret. */
  public static CertificateSecret of(Document secret) {
    return new CertificateSecret(secret.namespace(), secret.name(), Fields.of(secret));
  }

  /** The certificate and its key; empty where either is missing, empty or not base64. */
  public Optional<KeyPair> keyPair() {
    return pair("cert", "key").or(() -> pair("tls.crt", "tls.key"));
  }

  private Optional<KeyPair> pair(String certificate, String key) {
    return value(certificate).flatMap(c -> value(key).map(k -> new KeyPair(c, k)));
  }

  /** The certificates of the authority of the gateway's clients. */
  public Optional<String> authority() {
    return Stream.of("cacert", "ca.crt").flatMap(key -> value(key).stream()).findFirst();
  }

  /** A value in clear, which an API server puts in the place of an encoded one, or that one. */
  private Optional<String> value(String key) {
    return fields
        .below("stringData")
        .string(key)
        .or(() -> fields.below("data").string(key).flatMap(CertificateSecret::decoded))
        .filter(value -> !value.isBlank());
  }

  /** Empty for a text that is not base64; a cluster would refuse the Secret. */
  private static Optional<String> decoded(String base64) {
    try {
      byte[] bytes = Base64.getMimeDecoder().decode(base64);
      return Optional.of(new String(bytes, StandardCharsets.US_ASCII));
    } catch (IllegalArgumentException notBase64) {
      return Optional.empty();
    }
  }
}
