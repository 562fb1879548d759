package dev.meshlab.lab.certificate;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * A certificate, with those that lead to its authority, and its private key, as PEM.
 *
 * @param chain the certificate first
 * @param key unencrypted, so not for a log
 */
public record Pem(String chain, String key) {

  /** The chain as TLS libraries read it. */
  public InputStream chainStream() {
    return stream(chain);
  }

  /** The key as TLS libraries read it. */
  public InputStream keyStream() {
    return stream(key);
  }

  /** A text as TLS libraries read it. */
  public static InputStream stream(String pem) {
    return new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII));
  }

  /** Leaves the key out. */
  @Override
  public String toString() {
    return chain;
  }
}
