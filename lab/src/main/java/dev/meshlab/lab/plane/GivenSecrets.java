package dev.meshlab.lab.plane;

import dev.meshlab.lab.certificate.Pem;
import dev.meshlab.mesh.manifest.Document;
import dev.meshlab.mesh.manifest.Fields;
import dev.meshlab.mesh.manifest.ManifestSet;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.stream.Stream;

/** The Secrets of the manifests, by the names under which gateways ask for them. */
final class GivenSecrets {

  private static final String OF_ISTIO = "kubernetes://";
  private static final String OF_GATEWAY_API = "kubernetes-gateway://";

  private final ManifestSet manifests;
  private final String gatewayNamespace;

  /**
   * @param gatewayNamespace where the gateway's pods run: Istio looks for their Secrets there
   */
  GivenSecrets(ManifestSet manifests, String gatewayNamespace) {
    this.manifests = manifests;
    this.gatewayNamespace = gatewayNamespace;
  }

  /** A certificate and its key. */
  Optional<Pem> certificate(String name) {
    Optional<String> chain = value(name, "tls.crt").or(() -> value(name, "cert"));
    Optional<String> key = value(name, "tls.key").or(() -> value(name, "key"));
    return chain.flatMap(c -> key.map(k -> new Pem(c, k)));
  }

  /** The certificates of an authority: of a Secret of its own, or beside a certificate. */
  Optional<String> authority(String own, String credential) {
    return Stream.of(own, credential)
        .flatMap(name -> Stream.of("ca.crt", "cacert").map(field -> value(name, field)))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private Optional<String> value(String name, String field) {
    return manifests.of("", "Secret").stream()
        .filter(secret -> isNamed(secret, name))
        .flatMap(secret -> value(Fields.of(secret), field).stream())
        .findFirst();
  }

  private boolean isNamed(Document secret, String name) {
    return name.equals(OF_GATEWAY_API + secret.namespace() + "/" + secret.name())
        || (name.equals(OF_ISTIO + secret.name()) && secret.namespace().equals(gatewayNamespace));
  }

  private static Optional<String> value(Fields secret, String field) {
    return secret
        .below("stringData")
        .string(field)
        .or(() -> secret.below("data").string(field).flatMap(GivenSecrets::decoded));
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
