package dev.meshlab.lab.certificate;

import java.util.List;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;

/**
 * The holder of a certificate.
 *
 * @param hosts DNS names, such as {@code grpc.example.com} or {@code *.example.com}
 * @param uris identities, such as SPIFFE's
 */
public record Subject(List<String> hosts, List<String> uris) {

  public Subject {
    hosts = List.copyOf(hosts);
    uris = List.copyOf(uris);
  }

  /** A server that is called by these names. */
  public static Subject ofHosts(List<String> hosts) {
    return new Subject(hosts, List.of());
  }

  /** A workload of the mesh, by the service account that its pods run as. */
  public static Subject ofWorkload(String namespace, String serviceAccount) {
    return new Subject(List.of(), List.of(spiffe(namespace, serviceAccount)));
  }

  /** A workload of the mesh, by its SPIFFE ID. */
  public static Subject ofIdentity(String spiffe) {
    return new Subject(List.of(), List.of(spiffe));
  }

  /** The identity of a workload in Istio's default trust domain. */
  public static String spiffe(String namespace, String serviceAccount) {
    return "spiffe://cluster.local/ns/" + namespace + "/sa/" + serviceAccount;
  }

  GeneralNames names() {
    return new GeneralNames(
        Stream.concat(
                hosts.stream().map(host -> new GeneralName(GeneralName.dNSName, host)),
                uris.stream()
                    .map(uri -> new GeneralName(GeneralName.uniformResourceIdentifier, uri)))
            .toArray(GeneralName[]::new));
  }
}
