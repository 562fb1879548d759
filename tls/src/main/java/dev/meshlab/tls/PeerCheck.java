package dev.meshlab.tls;

import dev.meshlab.tls.RefusedCertificateException.Reason;
import io.grpc.netty.shaded.io.netty.handler.ssl.OpenSsl;
import io.grpc.netty.shaded.io.netty.handler.ssl.OpenSslCertificateException;
import io.grpc.netty.shaded.io.netty.internal.tcnative.CertificateVerifier;
import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/** A trust manager that refuses what another one refuses, and says why. */
final class PeerCheck extends X509ExtendedTrustManager {

  private final X509ExtendedTrustManager trust;
  private final Refusals refusals;

  private interface Check {
    void run() throws CertificateException;
  }

  PeerCheck(X509ExtendedTrustManager trust, Refusals refusals) {
    this.trust = trust;
    this.refusals = refusals;
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
      throws CertificateException {
    explained(() -> trust.checkClientTrusted(chain, type, engine), chain, "");
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
      throws CertificateException {
    String host = String.valueOf(engine.getPeerHost());
    explained(() -> trust.checkServerTrusted(chain, type, engine), chain, host);
  }

  private void explained(Check check, X509Certificate[] chain, String host)
      throws CertificateException {
    try {
      check.run();
    } catch (CertificateException refused) {
      throw withAlert(refusals.of(refused, chain, host));
    }
  }

  /**
   * Netty's OpenSSL takes the alert for the peer from a code, and would report an internal error
   * without one. Where OpenSSL is not loaded, the codes are not there either.
   */
  private static CertificateException withAlert(RefusedCertificateException why) {
    return OpenSsl.isAvailable()
        ? new OpenSslCertificateException(why.getMessage(), why, code(why.reason()))
        : why;
  }

  private static int code(Reason reason) {
    return switch (reason) {
      case UNKNOWN_AUTHORITY -> CertificateVerifier.X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY;
      case EXPIRED -> CertificateVerifier.X509_V_ERR_CERT_HAS_EXPIRED;
      case NOT_YET_VALID -> CertificateVerifier.X509_V_ERR_CERT_NOT_YET_VALID;
      case WRONG_HOST -> CertificateVerifier.X509_V_ERR_HOSTNAME_MISMATCH;
      case OTHER -> CertificateVerifier.X509_V_ERR_CERT_REJECTED;
    };
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return trust.getAcceptedIssuers();
  }

  // gRPC's transport has engines alone; the other ways in are those of sockets.

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
      throws CertificateException {
    trust.checkClientTrusted(chain, type, socket);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
      throws CertificateException {
    trust.checkServerTrusted(chain, type, socket);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
    trust.checkClientTrusted(chain, type);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
    trust.checkServerTrusted(chain, type);
  }
}
