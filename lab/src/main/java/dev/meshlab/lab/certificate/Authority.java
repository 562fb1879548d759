package dev.meshlab.lab.certificate;

import java.io.IOException;
import java.io.StringWriter;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.jspecify.annotations.Nullable;

/**
 * A certificate authority of one run. Its certificates are valid from an hour ago, for clocks that
 * differ, until tomorrow. It makes its own keys when the first certificate is asked for, since most
 * runs ask for none. Safe for use from several threads.
 */
public final class Authority {

  private static final Duration PAST = Duration.ofHours(1);
  private static final Duration FUTURE = Duration.ofDays(1);
  private static final int SERIAL_BITS = 127;

  private final SecureRandom random = new SecureRandom();

  /** A name of its own, because a client that trusts several authorities finds them by name. */
  private final String name =
      "O=Service Mesh Lab,CN=run " + new BigInteger(SERIAL_BITS, random).toString(16);

  private @Nullable Root root;

  /** The key that signs, and its certificate as PEM. */
  private record Root(PrivateKey key, String certificate) {}

  private synchronized Root root() {
    if (root == null) {
      KeyPair keys = keyPair();
      X509v3CertificateBuilder own = builder(name(), keys);
      extend(own, Extension.basicConstraints, new BasicConstraints(0));
      extend(own, Extension.keyUsage, new KeyUsage(KeyUsage.keyCertSign));
      root = new Root(keys.getPrivate(), pem(sign(own, keys.getPrivate())));
    }
    return root;
  }

  private X500Name name() {
    return new X500Name(name);
  }

  /** The certificate to trust for all that this authority issues, as PEM. */
  public String certificate() {
    return root().certificate();
  }

  /** A new key and a certificate for it, good for either end of a connection. */
  public Pem issue(Subject subject) {
    KeyPair pair = keyPair();
    X509v3CertificateBuilder builder = builder(new X500Name("O=Service Mesh Lab"), pair);
    extend(builder, Extension.subjectAlternativeName, subject.names());
    String own = pem(sign(builder, root().key()));
    return new Pem(own + root().certificate(), pem(pair.getPrivate()));
  }

  private X509v3CertificateBuilder builder(X500Name subject, KeyPair pair) {
    Instant now = Instant.now();
    return new JcaX509v3CertificateBuilder(
        name(),
        new BigInteger(SERIAL_BITS, random),
        Date.from(now.minus(PAST)),
        Date.from(now.plus(FUTURE)),
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
      throw new IllegalStateException("this extension can always be encoded", e);
    }
  }

  private static X509CertificateHolder sign(X509v3CertificateBuilder builder, PrivateKey key) {
    try {
      return builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(key));
    } catch (OperatorCreationException e) {
      throw new IllegalStateException("every Java platform signs with ECDSA", e);
    }
  }

  private static KeyPair keyPair() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform knows this curve", e);
    }
  }

  /** In the form that both Envoy and grpc-java read: PKCS #8 for keys. */
  private static String pem(Object content) {
    StringWriter text = new StringWriter();
    try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
      writer.writeObject(
          content instanceof PrivateKey key ? new JcaPKCS8Generator(key, null) : content);
    } catch (IOException e) {
      throw new IllegalStateException("a text in memory can always be written", e);
    }
    return text.toString();
  }
}
