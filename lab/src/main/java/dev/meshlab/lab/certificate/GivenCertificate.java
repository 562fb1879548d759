package dev.meshlab.lab.certificate;

import java.io.IOException;
import java.io.StringReader;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;

/** The check whether a certificate that a user brings can serve some hosts. */
public final class GivenCertificate {

  private static final int DNS_NAME = 2;
  private static final byte[] ANYTHING = {1, 2, 3};

  private GivenCertificate() {}

  /** The reason why it cannot serve these hosts now; empty if it can. */
  public static Optional<String> fault(Pem given, List<String> hosts) {
    try {
      X509Certificate certificate = certificate(given);
      certificate.checkValidity();
      if (!belongTogether(certificate, key(given))) {
        return Optional.of("its key is not the one of its certificate");
      }
      List<String> names = names(certificate);
      return hosts.stream()
          .filter(host -> names.stream().noneMatch(name -> covers(name, host)))
          .findFirst()
          .map(host -> "its certificate is for " + names + ", not for " + host);
    } catch (GeneralSecurityException | IOException | RuntimeException unusable) {
      return Optional.of("it cannot be used: " + unusable.getMessage());
    }
  }

  private static X509Certificate certificate(Pem given) throws GeneralSecurityException {
    return (X509Certificate)
        CertificateFactory.getInstance("X.509").generateCertificate(given.chainStream());
  }

  /** In any of the three forms that OpenSSL writes. */
  private static PrivateKey key(Pem given) throws IOException {
    try (PEMParser parser = new PEMParser(new StringReader(given.key()))) {
      Object read = parser.readObject();
      PrivateKeyInfo info =
          read instanceof PEMKeyPair pair ? pair.getPrivateKeyInfo() : (PrivateKeyInfo) read;
      return new JcaPEMKeyConverter().getPrivateKey(Objects.requireNonNull(info, "no key in it"));
    }
  }

  private static boolean belongTogether(X509Certificate certificate, PrivateKey key)
      throws GeneralSecurityException {
    String algorithm = key.getAlgorithm().equals("RSA") ? "SHA256withRSA" : "SHA256withECDSA";
    Signature signature = Signature.getInstance(algorithm);
    signature.initSign(key);
    signature.update(ANYTHING);
    byte[] signed = signature.sign();
    signature.initVerify(certificate.getPublicKey());
    signature.update(ANYTHING);
    return signature.verify(signed);
  }

  private static List<String> names(X509Certificate certificate) throws GeneralSecurityException {
    Collection<List<?>> names = certificate.getSubjectAlternativeNames();
    return names == null
        ? List.of()
        : names.stream()
            .filter(name -> Objects.equals(name.get(0), DNS_NAME))
            .map(name -> String.valueOf(name.get(1)))
            .toList();
  }

  /** A wildcard stands for one label (RFC 6125, section 6.4.3). */
  private static boolean covers(String name, String host) {
    int dot = host.indexOf('.');
    return name.equalsIgnoreCase(host)
        || (name.startsWith("*.")
            && dot >= 0
            && name.substring(1).equalsIgnoreCase(host.substring(dot)));
  }
}
