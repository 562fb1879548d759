package dev.meshlab.lab.plane;

import static dev.meshlab.lab.Meshes.rule;
import static dev.meshlab.lab.Meshes.server;
import static dev.meshlab.lab.Meshes.service;
import static org.assertj.core.api.Assertions.assertThat;

import dev.meshlab.lab.Meshes;
import dev.meshlab.lab.cast.Target;
import dev.meshlab.lab.cluster.ClusterObject;
import dev.meshlab.lab.cluster.PodsWanted;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClusterGatewayTest {

  private static final String PLAIN =
      "{port: {number: 8080, name: grpc, protocol: GRPC}, hosts: [a.example.com]}";
  private static final String TLS =
      "{port: {number: 443, name: https, protocol: HTTPS}, hosts: [a.example.com],"
          + " tls: {mode: SIMPLE, credentialName: certificate}}";

  @Test
  void isAWorkloadWithAnAccountThatMayReadSecretsAndTheLabelsThatTheGatewaySelects() {
    ClusterGateway gateway = gateway(TLS);

    assertThat(gateway.objects())
        .extracting(ClusterObject::described)
        .containsExactly(
            "ServiceAccount lab/meshlab-gateway",
            "Role lab/meshlab-gateway",
            "RoleBinding lab/meshlab-gateway",
            "ConfigMap lab/meshlab-gateway-ca",
            "Service lab/meshlab-gateway",
            "Deployment lab/meshlab-gateway",
            "Secret lab/certificate");
    assertThat(gateway.pods())
        .isEqualTo(new PodsWanted("Deployment meshlab-gateway", "lab", Map.of("istio", "gw"), 1));
    assertThat(object(gateway, "Deployment"))
        .contains("\"istio\":\"gw\"", "\"inject.istio.io/templates\":\"gateway\"");
  }

  @Test
  void hasACertificateOfTheAuthorityThatItsClientsTrust() {
    ClusterGateway gateway = gateway(TLS);

    assertThat(object(gateway, "ConfigMap")).contains("BEGIN CERTIFICATE");
    assertThat(object(gateway, "Secret")).contains("BEGIN CERTIFICATE", "BEGIN PRIVATE KEY");
    assertThat(gateway(PLAIN).objects())
        .extracting(ClusterObject::described)
        .noneMatch(name -> name.startsWith("Secret"));
  }

  /**
   * The Gateway may have it by a wildcard: then its TLS is to succeed, and only the route is
   * missing.
   */
  @Test
  void hasACertificateForTheNameThatCallsGiveToo() throws Exception {
    List<GatewayTarget> doors =
        gateway(TLS).doors().stream().map(door -> door.calledBy("b.example.com")).toList();

    assertThat(names(object(new ClusterGateway(doors, "lab"), "Secret")))
        .containsExactly("a.example.com", "b.example.com");
  }

  private static List<String> names(String secret) throws Exception {
    String pem = secret.substring(secret.indexOf("-----BEGIN CERTIFICATE"));
    byte[] bytes = pem.replace("\\n", "\n").getBytes(StandardCharsets.US_ASCII);
    X509Certificate first =
        (X509Certificate)
            CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(bytes));
    return first.getSubjectAlternativeNames().stream()
        .map(name -> String.valueOf(name.get(1)))
        .toList();
  }

  /** A pod of Istio's gateway listens above the ports that need a privilege. */
  @ParameterizedTest
  @CsvSource({"443, 8443", "80, 8080", "8080, 8080", "15443, 15443"})
  void opensThePortsOfTheGatewayAbovePrivilege(int opened, int port) {
    ClusterGateway gateway = gateway(PLAIN.replace("8080", String.valueOf(opened)));

    assertThat(object(gateway, "Service"))
        .contains("\"port\":%d,\"targetPort\":%d".formatted(opened, port));
  }

  @Test
  void isCalledAtItsServiceWithTlsWhereItSpeaksTls() {
    Target secure = new Target("a.example.com", 443);
    Target plain = new Target("a.example.com", 8080);

    assertThat(gateway(TLS).address(secure)).isEqualTo("meshlab-gateway.lab.svc.cluster.local:443");
    assertThat(gateway(TLS).arguments(secure))
        .containsExactly("--tls", "--cacert=/authority/ca.crt");
    assertThat(gateway(PLAIN).arguments(plain)).isEmpty();
  }

  private static String object(ClusterGateway gateway, String kind) {
    return gateway.objects().stream()
        .filter(each -> each.described().startsWith(kind + " "))
        .findFirst()
        .orElseThrow()
        .json();
  }

  private static ClusterGateway gateway(String server) {
    String shop = server("shop", "v1", 1) + "\n---\n" + service("shop", "name: grpc, port: 50051");
    String rules =
        rule("Gateway", "entrance", "selector: {istio: gw}, servers: [" + server + "]")
            + "\n---\n"
            + rule(
                "VirtualService",
                "r",
                "gateways: [entrance], hosts: [a.example.com],"
                    + " http: [{route: [{destination: {host: shop}}]}]");
    List<GatewayTarget> doors = GatewayTarget.of(Meshes.of(shop, rules));
    return new ClusterGateway(doors, "lab");
  }
}
