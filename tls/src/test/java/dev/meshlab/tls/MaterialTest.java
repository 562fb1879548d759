package dev.meshlab.tls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshlab.tls.TestAuthority.Issued;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class MaterialTest {

  private static final TestAuthority AUTHORITY = new TestAuthority("ca");
  private static final Issued GOOD = AUTHORITY.issue("shop");
  private static final Issued RSA = AUTHORITY.issueWith("RSA", "shop");

  @TempDir private Path folder;

  @Test
  void takesKeysOfRsaAndOfEllipticCurves() throws IOException {
    for (Issued issued : List.of(RSA, GOOD)) {
      Material material = Material.of(issued.in(folder, "tls"));

      assertThat(material.problems()).isEmpty();
      assertThat(material.identity()).isPresent();
    }
  }

  @ParameterizedTest
  @CsvSource({"RSA, BEGIN RSA PRIVATE KEY", "EC, BEGIN EC PRIVATE KEY"})
  void takesKeysThatAreNotInPkcs8(String algorithm, String label) throws IOException {
    KeyPair pair = TestAuthority.keyPair(algorithm);
    String key = TestAuthority.olderPem(pair.getPrivate());
    assertThat(key).contains(label);

    Material material =
        Material.of(new Issued(AUTHORITY.issueFor(pair, "shop").chain(), key).in(folder, "tls"));

    assertThat(material.problems()).isEmpty();
    assertThat(material.identity()).as("whose key signs what the certificate verifies").isPresent();
  }

  static Stream<Arguments> faulty() {
    return Stream.of(
        pair("none", GOOD.key(), "--cert F/tls.crt: has no certificate in PEM, which begins with"),
        pair(
            "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n",
            GOOD.key(),
            "--cert F/tls.crt: has a certificate that cannot be read: "),
        pair(GOOD.chain(), "none", "--key F/tls.key: has no private key in PEM, which begins with"),
        pair(
            GOOD.chain(),
            "-----BEGIN PRIVATE KEY-----\nMIIB\n-----END PRIVATE KEY-----\n",
            "--key F/tls.key: has a key that cannot be read"),
        pair(
            GOOD.chain(),
            GOOD.key().substring(0, 60),
            "--key F/tls.key: has a key that cannot be read"),
        pair(
            GOOD.chain().substring(0, 200),
            GOOD.key(),
            "--cert F/tls.crt: has a certificate that cannot be read: "),
        pair(GOOD.chain(), damaged("ENCRYPTED PRIVATE KEY", ""), "--key F/tls.key: is encrypted"),
        pair(
            GOOD.chain(),
            damaged("EC PRIVATE KEY", "Proc-Type: 4,ENCRYPTED\n"),
            "--key F/tls.key: is encrypted; decrypt it with: openssl pkey -in F/tls.key"),
        pair(
            GOOD.chain(),
            damaged("RSA PRIVATE KEY", ""),
            "--key F/tls.key: has a key that cannot be read"),
        pair(
            GOOD.chain(),
            damaged("EC PRIVATE KEY", ""),
            "--key F/tls.key: has a key that cannot be read"),
        pair(
            GOOD.chain(),
            AUTHORITY.issue("shop").key(),
            "--key F/tls.key: is not the key of the certificate in F/tls.crt"),
        pair(
            GOOD.chain(),
            RSA.key(),
            "--key F/tls.key: is not the key of the certificate in F/tls.crt"));
  }

  private static Arguments pair(String chain, String key, String problem) {
    return Arguments.of(new Issued(chain, key), problem);
  }

  private static String damaged(String label, String header) {
    return "-----BEGIN %s-----\n%sMIIB\n-----END %s-----\n".formatted(label, header, label);
  }

  @ParameterizedTest
  @MethodSource("faulty")
  void namesTheFlagTheFileAndTheReason(Issued issued, String problem) throws IOException {
    assertThat(Material.of(issued.in(folder, "tls")).problems())
        .singleElement()
        .satisfies(line -> assertThat(named(line)).startsWith(problem));
  }

  @Test
  void saysWhenACertificateExpired() throws IOException {
    TlsFiles files = AUTHORITY.issueExpired("shop").in(folder, "tls");

    assertThat(Material.of(files).problems())
        .singleElement()
        .satisfies(
            line -> assertThat(named(line)).matches("--cert F/tls.crt: expired on [-0-9]+T.*Z"));
  }

  @Test
  void saysWhenACertificateWillBeValid() throws IOException {
    TlsFiles files = AUTHORITY.issueForLater("shop").in(folder, "tls");

    assertThat(Material.of(files).problems())
        .singleElement()
        .satisfies(
            line -> assertThat(named(line)).startsWith("--cert F/tls.crt: is not valid before "));
  }

  @Test
  void saysThatACertificateNeedsItsKeyAndAKeyItsCertificate() throws IOException {
    TlsFiles files = GOOD.in(folder, "tls");

    assertThat(Material.of(new TlsFiles(files.cert(), null, null)).problems())
        .containsExactly("--cert " + files.cert() + ": needs --key");
    assertThat(Material.of(new TlsFiles(null, files.key(), null)).problems())
        .containsExactly("--key " + files.key() + ": needs --cert");
  }

  @Test
  void hasAllProblemsAtOnce() throws IOException {
    Path key = Files.writeString(folder.resolve("tls.key"), "none");
    TlsFiles files = new TlsFiles(folder.resolve("no.crt"), key, folder.resolve("no.ca"));

    assertThat(Material.of(files).problems())
        .hasSize(3)
        .anyMatch(line -> named(line).equals("--cert F/no.crt: there is no such file"))
        .anyMatch(line -> line.startsWith("--key "))
        .anyMatch(line -> named(line).equals("--cacert F/no.ca: there is no such file"));
  }

  @Test
  void isEqualUntilAFileHoldsSomethingElse() throws IOException {
    TlsFiles files = GOOD.in(folder, "tls");
    Material before = Material.of(files);

    assertThat(Material.of(files)).isEqualTo(before);
    AUTHORITY.issue("shop").in(folder, "tls");
    assertThat(Material.of(files)).isNotEqualTo(before);
  }

  @Test
  void doesNotShowAKeyAsText() throws IOException {
    assertThat(Material.of(GOOD.in(folder, "tls")).toString())
        .contains("CN=shop")
        .hasSizeLessThan(200);
  }

  private String named(String line) {
    return line.replace(folder.toString(), "F");
  }
}
