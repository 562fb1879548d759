package dev.meshlab.lab.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.ChannelCredentials;
import io.grpc.TlsChannelCredentials;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.Test;

class AuthorityTest {

  private final Authority authority = new Authority();

  @Test
  void issuesForHostsAndForWorkloads() throws Exception {
    X509Certificate server = first(authority.issue(Subject.ofHosts(List.of("grpc.example.com"))));
    X509Certificate workload = first(authority.issue(Subject.ofWorkload("shop", "cart")));

    assertThat(server.getSubjectAlternativeNames()).containsExactly(List.of(2, "grpc.example.com"));
    assertThat(workload.getSubjectAlternativeNames())
        .containsExactly(List.of(6, "spiffe://cluster.local/ns/shop/sa/cart"));
  }

  @Test
  void certificatesLeadToTheAuthorityAndAreValidNow() throws Exception {
    X509Certificate issued = first(authority.issue(Subject.ofHosts(List.of("a"))));

    issued.verify(own().getPublicKey());
    issued.checkValidity();
    assertThat(own().getBasicConstraints()).as("an authority, but not of authorities").isZero();
    assertThat(issued.getBasicConstraints()).as("not an authority").isEqualTo(-1);
  }

  @Test
  void twoRunsDoNotTrustEachOther() {
    assertThat(new Authority().certificate()).isNotEqualTo(authority.certificate());
  }

  @Test
  void grpcReadsTheKey() throws IOException {
    Pem pem = authority.issue(Subject.ofHosts(List.of("a")));
    ChannelCredentials credentials =
        TlsChannelCredentials.newBuilder()
            .keyManager(pem.chainStream(), pem.keyStream())
            .trustManager(Pem.stream(authority.certificate()))
            .build();

    assertThat(credentials).isNotNull();
    assertThat(pem.key()).startsWith("-----BEGIN PRIVATE KEY-----");
    assertThat(pem.toString()).doesNotContain("PRIVATE KEY");
  }

  private X509Certificate own() throws GeneralSecurityException {
    return (X509Certificate)
        CertificateFactory.getInstance("X.509")
            .generateCertificate(Pem.stream(authority.certificate()));
  }

  private static X509Certificate first(Pem pem) throws GeneralSecurityException {
    Collection<?> chain =
        CertificateFactory.getInstance("X.509").generateCertificates(pem.chainStream());
    return (X509Certificate) chain.iterator().next();
  }
}
