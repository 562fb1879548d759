package dev.meshlab.tls;

import java.util.List;
import java.util.function.Consumer;
import java.util.logging.Logger;

/**
 * Looks at the files again and again, and hands on what changed. It looks at what they hold, so
 * that it does not matter how they are replaced: Kubernetes turns a symbolic link to another
 * directory (AtomicWriter in its pkg/volume/util). For one thread.
 */
final class CertificateWatch {

  private static final Logger LOG = Logger.getLogger(CertificateWatch.class.getName());

  private final TlsFiles files;
  private final Consumer<Material> use;
  private Material judged;
  private Material seen;

  /**
   * @param used what is in use already
   * @param use takes what can be used, in the place of what was
   */
  CertificateWatch(TlsFiles files, Material used, Consumer<Material> use) {
    this.files = files;
    this.use = use;
    judged = used;
    seen = used;
  }

  /** Judges what two looks saw: one alone may see a file that is half written, or one of two. */
  void look() {
    Material found = Material.of(files);
    if (found.equals(seen) && !found.equals(judged)) {
      judged = found;
      judge(found.problems());
    }
    seen = found;
  }

  private void judge(List<String> problems) {
    if (problems.isEmpty()) {
      use.accept(seen);
      LOG.info("new connections use the certificates that have replaced the former ones");
    } else {
      LOG.warning(String.join("; ", problems) + "; new connections use what was read before that");
    }
  }
}
