package dev.meshlab.tls;

import java.security.cert.CertificateException;

/**
 * A certificate of a peer that this end does not accept. The message is the rest of a sentence that
 * begins with the certificate, as in "expired on 2026-11-01T00:00:00Z".
 */
public final class RefusedCertificateException extends CertificateException {
  private static final long serialVersionUID = 1;

  /** Reasons to refuse a certificate. */
  public enum Reason {
    UNKNOWN_AUTHORITY,
    EXPIRED,
    NOT_YET_VALID,
    WRONG_HOST,
    OTHER
  }

  private final Reason reason;

  RefusedCertificateException(Reason reason, String predicate, CertificateException cause) {
    super(predicate, cause);
    this.reason = reason;
  }

  /** The reason as data. */
  public Reason reason() {
    return reason;
  }
}
