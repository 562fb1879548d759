package dev.meshlab.tls;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/**
 * The certificate that one end of a connection shows, and its key.
 *
 * @param chain the own certificate first
 */
record Identity(List<X509Certificate> chain, PrivateKey key) {

  private static final byte[] ANYTHING = {1, 2, 3};

  /** The reason why the certificate cannot be shown now; empty if it can. */
  Optional<String> faultOfCertificate() {
    X509Certificate own = chain.get(0);
    try {
      own.checkValidity();
      return Optional.empty();
    } catch (CertificateExpiredException e) {
      return Optional.of("expired on " + own.getNotAfter().toInstant());
    } catch (CertificateNotYetValidException e) {
      return Optional.of("is not valid before " + own.getNotBefore().toInstant());
    }
  }

  /** True if what the key signs, the certificate verifies. */
  boolean belongsTogether() {
    String algorithm = key.getAlgorithm().equals("RSA") ? "SHA256withRSA" : "SHA256withECDSA";
    try {
      Signature signature = Signature.getInstance(algorithm);
      signature.initSign(key);
      signature.update(ANYTHING);
      byte[] signed = signature.sign();
      signature.initVerify(chain.get(0).getPublicKey());
      signature.update(ANYTHING);
      return signature.verify(signed);
    } catch (GeneralSecurityException e) {
      // Keys of two algorithms, or of two curves.
      return false;
    }
  }

  /** Leaves the key out. */
  @Override
  public String toString() {
    return chain.get(0).getSubjectX500Principal().getName();
  }
}
