package dev.meshlab.mesh.model.config;

import dev.meshlab.mesh.manifest.MeshConfigFields;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A setting that no translation reads.
 *
 * @param path of the setting in the mesh config, or of the field in the object that holds it
 * @param changesCalls whether calls in a cluster may end in another way because of it
 * @param honoured the values with which nothing is missing; the names, where it holds several
 * @param reason why nothing in the lab depends on it
 */
public record UnplayedSetting(
    String path, boolean changesCalls, Set<String> honoured, String reason) {

  private static final String LOGS = "it is about access logs, and no call depends on it";
  private static final String TELEMETRY = "it is about telemetry, and no call depends on it";
  private static final String INGRESS = "it is about Ingress, which the lab does not play";
  private static final String ENTRIES = "it is about ServiceEntry, which the lab does not play";
  private static final String CLUSTERS = "it is about several clusters, and the lab has one";
  private static final String CERTIFICATES =
      "the lab has one authority for certificates, which all sides trust";
  private static final String TABLES = "it is about iptables, which the lab does without";
  private static final String INSTALLATION = "it says how Istio is installed";
  private static final String PROXY = "the lab starts its proxies without it";
  private static final String END = "the lab's proxies start and end in their own way";
  private static final String ENVIRONMENT =
      "the lab plays istiod in its default environment, but for "
          + IstiodEnvironment.EDS_FOR_HEADLESS;
  private static final String NAMED = "it means something to objects that name it";

  /** Those of the mesh config. */
  public static final List<UnplayedSetting> ALL =
      Stream.of(
              idle(LOGS, "accessLogEncoding", "accessLogFile", "accessLogFormat"),
              idle(LOGS, "disableEnvoyListenerLog", "enableEnvoyAccessLogService"),
              idle(TELEMETRY, "defaultProviders", "enablePrometheusMerge", "enableTracing"),
              idle(TELEMETRY, "inboundClusterStatName", "outboundClusterStatName"),
              idle(INGRESS, "ingressClass", "ingressControllerMode"),
              idle(INGRESS, "ingressSelector", "ingressService"),
              idle(ENTRIES, "dnsRefreshRate", "serviceEntryVisibility"),
              idle(CLUSTERS, "serviceScopeConfigs", "serviceSettings"),
              idle(CERTIFICATES, "ca", "caCertificates", "certificates", "meshMTLS"),
              idle(CERTIFICATES, "configSources", "verifyCertificateAtClient"),
              idle(TABLES, "proxyHttpPort", "proxyInboundListenPort", "proxyListenPort"),
              idle("it is about ambient mode, which the lab does not play", "hboneIdleTimeout"),
              idle(NAMED, "extensionProviders"),
              changing(
                  "the lab's pods take calls at whichever address their sidecar dials",
                  "inboundTrafficPolicy.mode",
                  "PASSTHROUGH"),
              changing(
                  "the lab calls no host that the mesh does not know",
                  "outboundTrafficPolicy.mode",
                  "ALLOW_ANY",
                  "REGISTRY_ONLY"),
              changing(
                  "the lab calls no host that the mesh does not know", "outboundTrafficPolicy.tls"),
              changing(PROXY, "defaultConfig.connectionSettings"),
              changing(PROXY, "defaultConfig.customConfigFile"),
              changing(PROXY, "defaultConfig.gatewayTopology"),
              changing(PROXY, "defaultConfig.proxyBootstrapTemplatePath"),
              changing(PROXY, "defaultConfig.proxyHeaders"),
              changing(PROXY, "defaultConfig.proxyMetadata"),
              changing(PROXY, "defaultConfig.runtimeValues"),
              changing(END, "defaultConfig.drainDuration", "45s"),
              changing(END, "defaultConfig.terminationDrainDuration", "5s"),
              idle(
                  "the lab's proxies are there before its calls, as with it",
                  "defaultConfig.holdApplicationUntilProxyStarts"),
              idle(TABLES, "defaultConfig.interceptionMode"),
              idle(PROXY, "defaultConfig"))
          .flatMap(List::stream)
          .toList();

  /** Other fields of the objects that hold it. */
  public static final List<UnplayedSetting> BESIDE =
      Stream.of(
              idle("it is about several networks, and the lab has one", "data.meshNetworks"),
              changing(ENVIRONMENT, "spec.values.pilot.env", IstiodEnvironment.EDS_FOR_HEADLESS),
              changing(
                  ENVIRONMENT, "spec.components.pilot.k8s.env", IstiodEnvironment.EDS_FOR_HEADLESS),
              idle(INSTALLATION, "spec"))
          .flatMap(List::stream)
          .toList();

  private static List<UnplayedSetting> idle(String reason, String... paths) {
    return Stream.of(paths)
        .map(path -> new UnplayedSetting(path, false, Set.of(), reason))
        .toList();
  }

  private static List<UnplayedSetting> changing(String reason, String path, String... honoured) {
    return List.of(new UnplayedSetting(path, true, Set.of(honoured), reason));
  }

  /**
   * The setting that an unread field belongs to; empty where it is read elsewhere or unknown.
   *
   * @param path from the root of the object
   */
  public static Optional<UnplayedSetting> at(String path) {
    return MeshConfigFields.within(path)
        .map(inside -> first(ALL, inside))
        .orElseGet(() -> first(BESIDE, path));
  }

  private static Optional<UnplayedSetting> first(List<UnplayedSetting> settings, String path) {
    return settings.stream()
        .filter(known -> (path + ".").replace('[', '.').startsWith(known.path + "."))
        .findFirst();
  }
}
