package dev.meshlab.tls;

import dev.meshlab.tls.RefusedCertificateException.Reason;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.CertificateException;
import java.security.cert.CertificateParsingException;
import java.security.cert.PKIXReason;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The reasons for which the JDK's trust manager refuses a certificate. It has texts for most of
 * them: the types of its exceptions and the certificate itself tell them apart.
 *
 * @param authorities a few words for the CAs that are accepted
 */
record Refusals(String authorities) {

  /**
   * The types of subject alternative names that are hosts: DNS name and IP address (RFC 5280,
   * 4.2.1.6).
   */
  private static final Set<Integer> HOSTS = Set.of(2, 7);

  /**
   * The refusal of a peer.
   *
   * @param chain of the peer, its own certificate first
   * @param host that the certificate has to be for; "" for any
   */
  RefusedCertificateException of(
      CertificateException refused, X509Certificate[] chain, String host) {
    return outOfTime(refused, chain[0])
        .or(() -> ofAuthority(refused, chain[chain.length - 1]))
        .or(() -> ofHost(refused, chain[0], host))
        .orElseGet(
            () ->
                new RefusedCertificateException(
                    Reason.OTHER, "is not accepted: " + refused.getMessage(), refused));
  }

  private static Optional<RefusedCertificateException> outOfTime(
      CertificateException refused, X509Certificate certificate) {
    Instant now = Instant.now();
    Instant start = certificate.getNotBefore().toInstant();
    Instant end = certificate.getNotAfter().toInstant();
    if (end.isBefore(now)) {
      return refusal(Reason.EXPIRED, "expired on " + end, refused);
    }
    return start.isAfter(now)
        ? refusal(Reason.NOT_YET_VALID, "is not valid before " + start, refused)
        : Optional.empty();
  }

  private Optional<RefusedCertificateException> ofAuthority(
      CertificateException refused, X509Certificate last) {
    return isOfUnknownAuthority(refused)
        ? refusal(
            Reason.UNKNOWN_AUTHORITY,
            "is not signed by %s (it says that its issuer is %s)"
                .formatted(authorities, last.getIssuerX500Principal().getName()),
            refused)
        : Optional.empty();
  }

  private static Optional<RefusedCertificateException> ofHost(
      CertificateException refused, X509Certificate own, String host) {
    return !host.isEmpty() && isOfItsName(refused)
        ? refusal(
            Reason.WRONG_HOST,
            "is not for the host %s, but for %s".formatted(host, hosts(own)),
            refused)
        : Optional.empty();
  }

  private static Optional<RefusedCertificateException> refusal(
      Reason reason, String predicate, CertificateException refused) {
    return Optional.of(new RefusedCertificateException(reason, predicate, refused));
  }

  private static boolean isOfUnknownAuthority(Throwable refused) {
    if (refused instanceof CertPathValidatorException path) {
      return path.getReason() == BasicReason.INVALID_SIGNATURE
          || path.getReason() == PKIXReason.NO_TRUST_ANCHOR;
    }
    return refused instanceof CertPathBuilderException
        || (refused.getCause() != null && isOfUnknownAuthority(refused.getCause()));
  }

  /** The JDK has a type of its own for every other reason (sun.security.util.HostnameChecker). */
  private static boolean isOfItsName(CertificateException refused) {
    return refused.getClass() == CertificateException.class;
  }

  private static String hosts(X509Certificate certificate) {
    try {
      return Optional.ofNullable(certificate.getSubjectAlternativeNames()).stream()
          .flatMap(Collection::stream)
          .filter(name -> HOSTS.contains(name.get(0)))
          .map(name -> String.valueOf(name.get(1)))
          .collect(Collectors.collectingAndThen(Collectors.joining(", "), Refusals::orNone));
    } catch (CertificateParsingException e) {
      return "names that cannot be read";
    }
  }

  private static String orNone(String names) {
    return names.isEmpty() ? "no host (it has no subject alternative name)" : names;
  }
}
