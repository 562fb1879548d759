package dev.meshlab.lab.plane;

import dev.meshlab.lab.certificate.Authority;
import dev.meshlab.lab.certificate.GivenCertificate;
import dev.meshlab.lab.certificate.Pem;
import dev.meshlab.lab.certificate.Subject;
import dev.meshlab.mesh.loopback.Deviation;
import dev.meshlab.mesh.loopback.SecretReferences;
import dev.meshlab.mesh.model.ServerTls;
import dev.meshlab.mesh.translate.xds.Resources;
import io.envoyproxy.envoy.config.core.v3.DataSource;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.CertificateValidationContext;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.Secret;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.TlsCertificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The certificates that a proxy shows and the authorities that it trusts: those of the manifests'
 * Secrets where they can serve, else of the lab's own authority.
 */
final class ServedSecrets {

  private static final String CA_SUFFIX = "-cacert";
  private static final String NOT_CALLED = "not-called.example.com";

  private final Authority authority;
  private final GivenSecrets given;
  private final List<GatewayTarget> doors;
  private final Subject workload;
  private final List<Secret> secrets = new ArrayList<>();
  private final List<Deviation> deviations = new ArrayList<>();
  private final StringBuilder brought = new StringBuilder();

  /**
   * @param doors of a gateway; none for a sidecar, which shows certificates to pods alone
   * @param workload what it is to the pods
   */
  ServedSecrets(
      Authority authority, GivenSecrets given, List<GatewayTarget> doors, Subject workload) {
    this.authority = authority;
    this.given = given;
    this.doors = doors;
    this.workload = workload;
  }

  /** Makes what the resources name. */
  void serve(Resources resources) {
    SecretReferences.certificates(resources).forEach(this::addCertificate);
    SecretReferences.authorities(resources).forEach(this::addAuthority);
  }

  List<Secret> secrets() {
    return secrets;
  }

  /** The certificates that are not the author's, each with its reason. */
  List<Deviation> deviations() {
    return deviations;
  }

  /** The certificates that a client of the gateway must trust, as PEM. */
  String trustedByClients() {
    return authority.certificate() + brought;
  }

  private void addCertificate(String name) {
    if (doors.isEmpty() || name.equals(SecretReferences.WORKLOAD)) {
      secrets.add(
          certificate(name, given.certificate(name).orElseGet(() -> authority.issue(workload))));
    } else {
      secrets.add(certificate(name, ofServer(name)));
    }
  }

  /** A certificate as a secret of this name. */
  static Secret certificate(String name, Pem pem) {
    return Secret.newBuilder()
        .setName(name)
        .setTlsCertificate(
            TlsCertificate.newBuilder()
                .setCertificateChain(inline(pem.chain()))
                .setPrivateKey(inline(pem.key())))
        .build();
  }

  /** The trusted certificates as a secret of this name. */
  static Secret authority(String name, String pem) {
    return Secret.newBuilder()
        .setName(name)
        .setValidationContext(CertificateValidationContext.newBuilder().setTrustedCa(inline(pem)))
        .build();
  }

  private Pem ofServer(String name) {
    List<String> served = hosts(name);
    Optional<Pem> own = given.certificate(name);
    Optional<String> fault =
        own.isEmpty()
            ? Optional.of("the manifests have no such Secret")
            : own.flatMap(pem -> GivenCertificate.fault(pem, served));
    if (fault.isEmpty()) {
      brought.append(own.orElseThrow().chain());
      return own.orElseThrow();
    }
    deviations.add(
        new Deviation(
            "secret " + name,
            "the cluster's Secret",
            "a certificate of the lab's own authority for " + String.join(", ", served),
            fault.get()));
    return authority.issue(Subject.ofHosts(served));
  }

  /** Those that are called where this certificate is shown; Envoy wants it even if none is. */
  private List<String> hosts(String name) {
    List<String> called =
        doors.stream()
            .filter(door -> door.tls().filter(tls -> shows(tls, name)).isPresent())
            .flatMap(door -> Stream.of(door.target().host(), door.target().serverName()))
            .distinct()
            .toList();
    return called.isEmpty() ? List.of(NOT_CALLED) : called;
  }

  private static boolean shows(ServerTls tls, String name) {
    return tls.credentials().isEmpty() || tls.credentials().stream().anyMatch(name::endsWith);
  }

  /** The lab's own client has a certificate of the lab's authority, so that is always trusted. */
  private void addAuthority(String name) {
    String credential =
        name.endsWith(CA_SUFFIX) ? name.substring(0, name.length() - CA_SUFFIX.length()) : name;
    String all = authority.certificate() + given.authority(name, credential).orElse("");
    secrets.add(authority(name, all));
  }

  private static DataSource inline(String pem) {
    return DataSource.newBuilder().setInlineString(pem).build();
  }
}
