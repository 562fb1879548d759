/**
 * TLS of the server and the client: certificates and keys in PEM files, what is wrong with them,
 * their replacement while a program runs, and the reasons why a peer is refused.
 *
 * <pre>
 *   Certificates ─► { CertificateWatch ─► Material ─► PemFile, PeerCheck ─► RefusedCertificateException }
 * </pre>
 *
 * <p>Knows gRPC and the JDK, and nothing of flags but their names, which both programs share: a
 * message can so say which flag names the faulty file.
 */
@NullMarked
package dev.meshlab.tls;

import org.jspecify.annotations.NullMarked;
