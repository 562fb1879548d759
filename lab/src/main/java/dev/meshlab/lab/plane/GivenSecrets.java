package dev.meshlab.lab.plane;

import dev.meshlab.lab.certificate.Pem;
import dev.meshlab.mesh.manifest.ManifestSet;
import dev.meshlab.mesh.model.security.CertificateSecret;
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
    return named(name)
        .flatMap(secret -> secret.keyPair().stream())
        .map(pair -> new Pem(pair.certificate(), pair.key()))
        .findFirst();
  }

  /** The certificates of an authority: of a Secret of its own, or beside a certificate. */
  Optional<String> authority(String own, String credential) {
    return Stream.of(own, credential)
        .flatMap(this::named)
        .flatMap(secret -> secret.authority().stream())
        .findFirst();
  }

  private Stream<CertificateSecret> named(String name) {
    return manifests.of("", "Secret").stream()
        .map(CertificateSecret::of)
        .filter(secret -> isNamed(secret, name));
  }

  private boolean isNamed(CertificateSecret secret, String name) {
    return name.equals(OF_GATEWAY_API + secret.namespace() + "/" + secret.name())
        || (name.equals(OF_ISTIO + secret.name()) && secret.namespace().equals(gatewayNamespace));
  }
}
