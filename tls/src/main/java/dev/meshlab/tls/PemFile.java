package dev.meshlab.tls;

import io.grpc.util.CertificateUtils;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file of PEM texts (RFC 7468) that a flag names. What it throws says which file and why.
 *
 * @param flag that names it
 */
record PemFile(String flag, Path path) {

  private static final Pattern KEY =
      Pattern.compile("-----BEGIN (RSA |EC |)PRIVATE KEY-----([^-]*)");

  /** A reason why the file cannot serve, behind its flag and its path. */
  static final class Fault extends Exception {
    private static final long serialVersionUID = 1;

    private Fault(String message) {
      super(message);
    }
  }

  /** At least one, in the order of the file. */
  List<X509Certificate> certificates() throws Fault {
    String text = text();
    if (!text.contains("-----BEGIN CERTIFICATE-----")) {
      throw fault("has no certificate in PEM, which begins with -----BEGIN CERTIFICATE-----");
    }
    try {
      return List.of(CertificateUtils.getX509Certificates(stream(text)));
    } catch (GeneralSecurityException e) {
      throw fault("has a certificate that cannot be read: " + e.getMessage());
    }
  }

  PrivateKey privateKey() throws Fault {
    String text = text();
    if (text.contains("ENCRYPTED")) {
      throw fault("is encrypted; decrypt it with: openssl pkey -in " + path);
    }
    Matcher key = KEY.matcher(text);
    if (!key.find()) {
      throw fault("has no private key in PEM, which begins with -----BEGIN PRIVATE KEY-----");
    }
    try {
      return switch (key.group(1)) {
        case "RSA " -> OlderKey.rsa(der(key));
        case "EC " -> OlderKey.ec(der(key));
        default -> CertificateUtils.getPrivateKey(stream(text));
      };
    } catch (GeneralSecurityException | IOException | RuntimeException e) {
      throw fault("has a key that cannot be read; it has to be of RSA or of an elliptic curve");
    }
  }

  private static byte[] der(MatchResult key) {
    return Base64.getMimeDecoder().decode(key.group(2));
  }

  Fault fault(String reason) {
    return new Fault("%s %s: %s".formatted(flag, path, reason));
  }

  private String text() throws Fault {
    try {
      // Any byte is a character, so that a file in DER is not an error of another kind.
      return Files.readString(path, StandardCharsets.ISO_8859_1);
    } catch (NoSuchFileException e) {
      throw fault("there is no such file");
    } catch (IOException e) {
      throw fault("cannot be read: " + e.getMessage());
    }
  }

  private static InputStream stream(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1));
  }
}
