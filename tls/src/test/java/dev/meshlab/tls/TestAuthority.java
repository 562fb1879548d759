package dev.meshlab.tls;

import java.io.IOException;
import java.io.StringWriter;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.stream.Stream;
import org.bouncycastle.asn1.sec.ECPrivateKey;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.util.io.pem.PemObject;

/** An authority of one test, in memory. What it issues is valid from an hour ago until tomorrow. */
public final class TestAuthority {

  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration DAY = Duration.ofDays(1);

  private static final Validity USUAL = new Validity(HOUR.negated(), DAY);

  private final X500Name name;
  private final KeyPair keys = keyPair("EC");
  private final String certificate;
  private long serial;

  /** Times from now. */
  private record Validity(Duration start, Duration end) {}

  /** A certificate and its key, as PEM. */
  public record Issued(String chain, String key) {

    /** Puts them in files of that name. */
    public TlsFiles in(Path folder, String name) throws IOException {
      return new TlsFiles(
          Files.writeString(folder.resolve(name + ".crt"), chain),
          Files.writeString(folder.resolve(name + ".key"), key),
          null);
    }
  }

  /** A new authority, with a key of its own. */
  public TestAuthority(String commonName) {
    name = new X500Name("CN=" + commonName);
    X509v3CertificateBuilder own = builder(name, keys, USUAL);
    extend(own, Extension.basicConstraints, new BasicConstraints(0));
    certificate = sign(own);
  }

  /** The file that says who is trusted. */
  public Path certificateIn(Path folder, String fileName) throws IOException {
    return Files.writeString(folder.resolve(fileName), certificate);
  }

  /** For these DNS names, with a key of an elliptic curve. */
  public Issued issue(String... hosts) {
    return issue(keyPair("EC"), USUAL, hosts);
  }

  /** One that was valid until half an hour ago. */
  public Issued issueExpired(String... hosts) {
    return issue(keyPair("EC"), new Validity(HOUR.negated(), HOUR.dividedBy(-2)), hosts);
  }

  /** One that will be valid in an hour. */
  public Issued issueForLater(String... hosts) {
    return issue(keyPair("EC"), new Validity(HOUR, DAY), hosts);
  }

  /** One for a key of that algorithm. */
  public Issued issueWith(String algorithm, String... hosts) {
    return issue(keyPair(algorithm), USUAL, hosts);
  }

  /** One for a key that another certificate has already. */
  public Issued issueFor(KeyPair pair, String... hosts) {
    return issue(pair, USUAL, hosts);
  }

  private Issued issue(KeyPair pair, Validity validity, String... hosts) {
    X509v3CertificateBuilder builder = builder(new X500Name("CN=" + hosts[0]), pair, validity);
    GeneralName[] names =
        Stream.of(hosts)
            .map(host -> new GeneralName(GeneralName.dNSName, host))
            .toArray(GeneralName[]::new);
    extend(builder, Extension.subjectAlternativeName, new GeneralNames(names));
    return new Issued(sign(builder), pem(pair.getPrivate()));
  }

  private X509v3CertificateBuilder builder(X500Name subject, KeyPair pair, Validity validity) {
    serial++;
    return new JcaX509v3CertificateBuilder(
        name,
        BigInteger.valueOf(serial),
        Date.from(Instant.now().plus(validity.start())),
        Date.from(Instant.now().plus(validity.end())),
        subject,
        pair.getPublic());
  }

  private static void extend(
      X509v3CertificateBuilder builder,
      org.bouncycastle.asn1.ASN1ObjectIdentifier extension,
      org.bouncycastle.asn1.ASN1Encodable value) {
    try {
      builder.addExtension(extension, true, value);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private String sign(X509v3CertificateBuilder builder) {
    try {
      return pem(
          builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate())));
    } catch (OperatorCreationException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A new key, of RSA or EC. */
  public static KeyPair keyPair(String algorithm) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
      generator.initialize(algorithm.equals("RSA") ? 2048 : 256);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String pem(Object content) {
    try {
      return written(
          content instanceof PrivateKey key ? new JcaPKCS8Generator(key, null) : content);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A key in the form of its own algorithm, not in PKCS #8, as OpenSSL writes it. */
  static String olderPem(PrivateKey key) throws IOException {
    return written(
        key instanceof java.security.interfaces.ECPrivateKey curve
            ? new PemObject(
                "EC PRIVATE KEY",
                new ECPrivateKey(256, curve.getS(), SECObjectIdentifiers.secp256r1).getEncoded())
            : key);
  }

  private static String written(Object content) throws IOException {
    StringWriter text = new StringWriter();
    try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
      writer.writeObject(content);
    }
    return text.toString();
  }
}
