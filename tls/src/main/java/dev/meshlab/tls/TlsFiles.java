package dev.meshlab.tls;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The PEM files of one end of its connections, each as a flag names it.
 *
 * @param cert the own certificate, with those that lead to its CA; null for none
 * @param key the private key of that certificate; null for none
 * @param cacert the CAs of the peers; null for none
 */
public record TlsFiles(@Nullable Path cert, @Nullable Path key, @Nullable Path cacert) {

  static final String CERT = "--cert";
  static final String KEY = "--key";
  static final String CACERT = "--cacert";

  /** True if no file is named. */
  public boolean areNone() {
    return cert == null && key == null && cacert == null;
  }
}
