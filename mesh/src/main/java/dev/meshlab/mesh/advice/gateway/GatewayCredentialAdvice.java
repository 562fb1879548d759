package dev.meshlab.mesh.advice.gateway;

import dev.meshlab.mesh.advice.context.AdviceContext;
import dev.meshlab.mesh.advice.context.Adviser;
import dev.meshlab.mesh.advice.context.Block;
import dev.meshlab.mesh.diagnostic.Diagnostic;
import dev.meshlab.mesh.diagnostic.DiagnosticId;
import dev.meshlab.mesh.manifest.Document;
import dev.meshlab.mesh.manifest.Fields;
import dev.meshlab.mesh.manifest.KnownNames;
import dev.meshlab.mesh.model.Pod;
import dev.meshlab.mesh.model.name.LabelIndex;
import dev.meshlab.mesh.model.security.CertificateSecret;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Secrets of which a gateway cannot take a certificate: istiod does not send them, and the port
 * answers no handshake (istio/istio, pilot/pkg/xds/sds.go; IST0161). Manifests seldom hold their
 * Secrets, so one that is missing is a mistake only beside others.
 */
public final class GatewayCredentialAdvice implements Adviser {

  private static final Set<String> OWN_CERTIFICATE = Set.of("SIMPLE", "MUTUAL", "OPTIONAL_MUTUAL");
  private static final String NAME = "credentialName";

  @Override
  public List<Diagnostic> advise(AdviceContext context) {
    List<CertificateSecret> secrets =
        context.manifests().of("", "Secret").stream().map(CertificateSecret::of).toList();
    if (secrets.isEmpty()) {
      return List.of();
    }
    LabelIndex<Pod> pods = new LabelIndex<>(context.mesh().pods(), Pod::labels);
    List<Diagnostic> advice = new ArrayList<>();
    for (Document gateway : context.manifests().of(AdviceContext.NETWORKING, "Gateway")) {
      Fields spec = AdviceContext.spec(gateway);
      Set<String> namespaces = namespaces(pods.selected(spec.stringMap("selector")));
      for (Fields server : spec.children("servers")) {
        Fields tls = server.below("tls");
        if (!namespaces.isEmpty() && OWN_CERTIFICATE.contains(tls.string("mode", ""))) {
          advice(tls, secrets, namespaces).ifPresent(advice::add);
        }
      }
    }
    return advice;
  }

  /** The namespaces of the gateway's pods; none where the manifests do not show them. */
  private static Set<String> namespaces(List<Pod> pods) {
    return pods.stream().map(Pod::namespace).collect(Collectors.toSet());
  }

  private static Optional<Diagnostic> advice(
      Fields tls, List<CertificateSecret> secrets, Set<String> namespaces) {
    String name = tls.string(NAME, "");
    List<CertificateSecret> named =
        secrets.stream().filter(secret -> secret.name().equals(name)).toList();
    Optional<CertificateSecret> own =
        named.stream().filter(secret -> namespaces.contains(secret.namespace())).findFirst();
    return name.isEmpty() || name.contains("://")
        ? Optional.empty()
        : own.isPresent()
            ? own.flatMap(GatewayCredentialAdvice::fault).map(fault -> faulty(tls, fault))
            : Optional.of(missing(tls, named, secrets, namespaces));
  }

  private static Diagnostic missing(
      Fields tls,
      List<CertificateSecret> named,
      List<CertificateSecret> secrets,
      Set<String> namespaces) {
    String where = String.join(" or ", namespaces);
    if (!named.isEmpty()) {
      String message =
          "Secret %s is in namespace %s, and a gateway takes Secrets of its own namespace alone, %s: the port answers no handshake"
              .formatted(named.get(0).name(), named.get(0).namespace(), where);
      return advice(tls, message, "# the Secret in namespace " + where);
    }
    List<String> there =
        secrets.stream()
            .filter(secret -> namespaces.contains(secret.namespace()))
            .filter(secret -> secret.keyPair().isPresent())
            .map(CertificateSecret::name)
            .toList();
    String message =
        "namespace %s has no Secret of this name: the port answers no handshake".formatted(where);
    Optional<String> meant =
        there.size() == 1
            ? Optional.of(there.get(0))
            : new KnownNames(there).nearest(tls.string(NAME, ""));
    return advice(
        tls,
        message,
        meant.map(near -> Block.of(NAME, near)).orElse("# add the Secret to the manifests"));
  }

  private static Diagnostic faulty(Fields tls, String fault) {
    String message = "the Secret %s: the port answers no handshake".formatted(fault);
    String remedy =
        "# kubectl create secret tls %s --cert=FILE --key=FILE".formatted(tls.string(NAME, ""));
    return advice(tls, message, remedy);
  }

  private static Diagnostic advice(Fields tls, String message, String fix) {
    return tls.diagnostic(DiagnosticId.GATEWAY_CREDENTIAL, NAME, message, fix);
  }

  /** The reason why a Secret cannot serve; empty where it can. */
  private static Optional<String> fault(CertificateSecret secret) {
    return secret
        .keyPair()
        .map(pair -> fault(pair.certificate()))
        .orElse(Optional.of("has neither tls.crt and tls.key nor cert and key"));
  }

  private static Optional<String> fault(String pem) {
    try (InputStream in = new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII))) {
      for (Certificate certificate :
          CertificateFactory.getInstance("X.509").generateCertificates(in)) {
        ((X509Certificate) certificate).checkValidity();
      }
      return Optional.empty();
    } catch (CertificateExpiredException expired) {
      return Optional.of("holds a certificate that has expired");
    } catch (CertificateNotYetValidException early) {
      return Optional.of("holds a certificate that is not valid yet");
    } catch (CertificateException | IOException unreadable) {
      return Optional.of("holds no certificate in PEM");
    }
  }
}
