package dev.meshlab.mesh.admission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshlab.mesh.diagnostic.Diagnostic;
import dev.meshlab.mesh.input.Manifests;
import dev.meshlab.mesh.manifest.ManifestSet;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The answers of Istio's webhook and the CRDs' own rules to a spec: each row of the tables is one
 * spec, with the message that refuses it.
 */
class AdmissionTest {

  private static final String ROUTE = "route: [{destination: {host: a}}]";

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "host: a..b | domain name \".b\" invalid (label \"\" invalid)",
        "host: a_b | domain name \"a_b\" invalid (label \"a_b\" invalid)",
        "host: 10.0.0.1 | (top level domain \"1\" cannot be all-numeric)",
        "host: '' | empty domain name not allowed",
        "host: a.*.b | label \"*\" invalid",
        "host: a, trafficPolicy: {} | traffic policy must have at least one field",
        "host: a, trafficPolicy: {connectionPool: {}} | connection pool must have at least one",
        "host: a, trafficPolicy: {portLevelSettings: [{loadBalancer: {}}]} | must have valid port",
        "host: a, trafficPolicy: {portLevelSettings: [{port: {number: 1}}]} | port traffic policy",
        "host: a, subsets: [{name: v_1}] | subset name is invalid: v_1",
        "host: a, subsets: [{name: v1}, {name: v1}] | is given twice",
        "host: a, subsets: [{name: v1, labels: {'a b': c}}] | invalid tag key: \"a b\"",
        "host: a, subsets: [{name: v1, labels: {a: 'c d'}}] | invalid tag value: \"c d\"",
        "host: a, subsets: [{name: v1, trafficPolicy: {}}] | at least one field",
        "host: a, trafficPolicy: {portLevelSettings: []} | traffic policy must have at least one",
        "host: a, exportTo: ['*', b] | cannot have both public (*) and non-public",
        "host: a, exportTo: [b, b] | duplicate entries in exportTo for entry b",
        "host: a, exportTo: [., shop] | duplicate entries in exportTo for entry shop",
        "host: a, exportTo: ['~'] | exportTo ~ (none) is not allowed",
        "host: a, exportTo: [a_b] | only .,*, or a valid DNS 1123 label",
        "host: a, exportTo: ['*'], workloadSelector: {matchLabels: {a: b}} | beyond current",
        "host: a, workloadSelector: {matchLabels: {a: 'b*'}} | wildcard is not supported",
      })
  void refusesADestinationRule(String spec, String reason) {
    assertRefused("networking.istio.io/v1", "DestinationRule", spec, reason);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "outlierDetection: {consecutiveLocalOriginFailures: 5} | split external local origin",
        "connectionPool: {http: {useClientProtocol: true, h2UpgradePolicy: UPGRADE}} | must not be",
        "connectionPool: {http: {http2KeepAlive: {interval: 5s}}} | timeout is required",
        "connectionPool: {tcp: {connectTimeout: 1.5ms}} | only durations to ms precision",
        "loadBalancer: {consistentHash: {httpCookie: {name: ''}}} | name required for HttpCookie",
        "loadBalancer: {consistentHash: {useSourceIp: true, minimumRingSize: 5, ringHash: {}}}"
            + " | only one of MinimumRingSize or Maglev/Ringhash",
        "loadBalancer: {consistentHash: {maglev: {}}} | tableSize must be set for maglev",
        "loadBalancer: {consistentHash: {maglev: {tableSize: 5000011}}} | less than 5000011",
        "loadBalancer: {consistentHash: {maglev: {tableSize: 9}}} | prime number for maglev",
        "loadBalancer: {warmup: {duration: 10s, aggression: 0}} | aggression should be greater",
        "loadBalancer: {localityLbSetting: {}, zoneAwareLbSetting: {}} | only one of locality",
        "loadBalancer: {localityLbSetting: {distribute: [{from: a, to: {b: 0, c: 100}}]}}"
            + " | locality weight must be in range [1, 100]",
        "loadBalancer: {localityLbSetting: {distribute: [{from: a//b, to: {b: 100}}]}}"
            + " | must not contain empty region/zone/subzone",
        "loadBalancer: {localityLbSetting: {distribute: [{from: '*/b', to: {b: 100}}]}}"
            + " | wildcard '*' number can not exceed 1",
        "loadBalancer: {localityLbSetting: {distribute: [{from: a, to: {b: 50, b/c: 50}}]}}"
            + " | locality b/c overlap with previous specified ones",
        "loadBalancer: {localityLbSetting: {distribute: [{from: a, to: {b: 100}}, {from: a/b, to:"
            + " {b: 100}}]}} | locality a/b overlap",
        "loadBalancer: {localityLbSetting: {failover: [{from: a, to: a}]}} | different regions",
        "loadBalancer: {localityLbSetting: {failover: [{from: a/b, to: c}]}} | only specify region",
        "loadBalancer: {localityLbSetting: {failover: [{from: a, to: '*'}]}} | '*' wildcard",
        "loadBalancer: {localityLbSetting: {failover: [{from: a, to: b}], failoverPriority:"
            + " [topology.kubernetes.io/zone]}} | can not simultaneously set 'failover'",
        "tls: {mode: MUTUAL, clientCertificate: /c} | private key required for mutual tls",
        "tls: {mode: MUTUAL, privateKey: /c} | client certificate required for mutual tls",
        "tls: {mode: SIMPLE, credentialName: c, caCertificates: /c} | If credentialName is set",
        "tls: {mode: SIMPLE, insecureSkipVerify: true, caCertificates: /c} | InsecureSkipVerify",
        "tunnel: {protocol: GET, targetHost: a, targetPort: 1} | must be \"CONNECT\" or \"POST\"",
        "tunnel: {targetHost: a_b, targetPort: 1} | must be valid FQDN or IP address",
        "tunnel: {targetHost: a, targetPort: 0} | port number 0 must be in the range 1..65535",
      })
  void refusesATrafficPolicy(String policy, String reason) {
    String spec = "host: a, trafficPolicy: {%s}".formatted(policy);
    assertRefused("networking.istio.io/v1", "DestinationRule", spec, reason);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "hosts: [a] | http, tcp or tls must be provided in virtual service",
        "gateways: [g], http: [{R}] | delegate virtual service must have no gateways",
        "tcp: [{R}] | delegate virtual service must have no tcp",
        "hosts: ['*'], http: [{R}] | wildcard host * is not allowed",
        "hosts: [a.b, '*.b'], http: [{R}] | duplicate hosts in virtual service: a.b & *.b",
        "hosts: [a_b], http: [{R}] | label \"a_b\" invalid",
        "hosts: [a], gateways: [a/b/c], http: [{R}] | invalid value for gateway name: \"b/c\"",
        "hosts: [a], gateways: [A B], http: [{R}] | domain name \"A B\" invalid",
        "hosts: [a], exportTo: ['~'], http: [{R}] | exportTo ~ (none) is not allowed",
        "hosts: [a], tls: [{match: [{sniHosts: [b]}], R}] | not a compatible subset",
        "hosts: [a], tls: [{match: [], R}] | must have at least one match condition",
        "hosts: [a], tcp: [{match: [{destinationSubnets: [1.2.3]}], R}] | is not a valid CIDR",
        "hosts: [a], tcp: [{match: []}] | TCP route is required",
      })
  void refusesAVirtualService(String spec, String reason) {
    String written = spec.replace("R}", ROUTE + "}");
    assertRefused("networking.istio.io/v1", "VirtualService", written, reason);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "route: [{destination: {host: '*'}}] | invalid destination host *",
        "route: [{destination: {host: a, port: {}}}] | port number 0 must be in the range",
        "route: [{destination: {host: a, subset: a.b}}] | subset name is invalid: a.b",
        "R, redirect: {uri: /a} | HTTP route cannot contain both route and redirect",
        "R, directResponse: {status: 503} | cannot contain both route and directResponse",
        "redirect: {} | redirect must specify URI, authority, scheme, or port",
        "redirect: {uri: /a, redirectCode: 200} | 200 is not a valid redirect code",
        "redirect: {scheme: ftp} | invalid redirect scheme",
        "redirect: {uri: /a, prefixRewrite: /b} | only specify one of uri or prefix_rewrite",
        "match: [{uri: {exact: /a}}], redirect: {prefixRewrite: /b} | requires all URI matches",
        "directResponse: {status: 99} | HTTP status 99 is not in range 200-599",
        "R, delegate: {name: x} | root HTTP route must not specify route",
        "R, rewrite: {} | rewrite must specify at least one of URI",
        "R, rewrite: {uri: /, uriRegexRewrite: {match: a, rewrite: b}} | only contain one of",
        "R, rewrite: {uriRegexRewrite: {match: a}} | requires both Rewrite and Match",
        "R, mirror: {host: b}, mirrors: [{destination: {host: c}}] | both mirror and mirrors",
        "R, mirror: {host: b}, mirrorPercent: 101 | max value of 100",
        "R, fault: {} | HTTP fault injection must have an abort and/or a delay",
        "R, fault: {abort: {http2Error: x}} | HTTP/2 abort fault injection not supported yet",
        "R, fault: {abort: {httpStatus: 99}} | HTTP status 99 is not in range",
        "R, fault: {abort: {grpcStatus: NOT_A_STATUS}} | is not supported",
        "R, fault: {delay: {exponentialDelay: 1s}} | exponentialDelay not supported yet",
        "R, fault: {abort: {httpStatus: 503, percentage: {value: 0.00001}}} | [0.0001, 100.0]",
        "R, retries: {attempts: 0, retryRemoteLocalities: true} | attempts are set to 0",
        "R, retries: {attempts: 2, retryOn: '5xx,'} | \"\" is not a valid retryOn policy",
        "R, retries: {attempts: 2, retryOn: '499'} | \"499\" is not a valid retryOn policy",
        "R, headers: {request: {set: {':path': x}}} | header cannot have \":\" prefix",
        "R, headers: {response: {add: {host: x}}} | cannot set Host header",
        "R, headers: {request: {remove: [':authority']}} | header cannot have \":\" prefix",
        "R, headers: {request: {set: {a: '100%'}}} | Un-escaped %",
        "R, headers: {request: {set: {host: a, ':authority': b}}} | cannot be set multiple times",
        "R, rewrite: {authority: a}, headers: {request: {set: {host: b}}} | multiple times",
        "R, match: [{uri: {regex: ''}}] | regex string match should not be empty",
        "R, match: [{headers: {x: {regex: '*'}}}] | error parsing regexp: missing argument",
        "R, match: [{headers: {x: {prefix: ''}}}] | prefix string match should not be empty",
        "R, match: [{headers: {'a b': {exact: c}}}] | is not a valid header name",
        "R, match: [{headers: {'@request.auth.claims.a': {exact: c}}}] | only supported for gateway",
        "R, match: [{authority: {prefix: ''}}] | prefix string match should not be empty",
        "R, match: [{port: 70000}] | port number 70000 must be in the range 1..65535",
        "R, match: [{sourceNamespace: a.b}] | sourceNamespace match a.b is invalid",
        "R, match: [{sourceLabels: {a: 'b c'}}] | invalid tag value",
        "R, match: [{gateways: [a//b]}] | invalid value for gateway name",
        "R, corsPolicy: {allowMethods: [post]} | \"post\" is not a supported HTTP method",
        "R, corsPolicy: {allowOrigins: [{exact: ''}]} | not a valid match type for CORS",
        "R, corsPolicy: {maxAge: 1.5s} | accurate only to seconds precision",
      })
  void refusesAnHttpRoute(String http, String reason) {
    String spec = "hosts: [a], http: [{%s}]".formatted(http.replaceFirst("^R", ROUTE));
    assertRefused("networking.istio.io/v1", "VirtualService", spec, reason);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "port: {number: 0, name: a, protocol: GRPC} | port number 0 must be in the range",
        "port: {number: 1, name: a, protocol: H2} | invalid protocol \"H2\"",
        "port: {number: 1, name: '', protocol: GRPC} | port name must be set",
        "port: {number: 1, name: a, protocol: GRPC, targetPort: 1} | targetPort has no impact",
        "port: {number: 1, name: a, protocol: HTTPS} | server must have TLS settings",
        "port: {number: 1, name: a, protocol: TCP}, tls: {} | TLS settings for non HTTPS/TLS",
        "port: {number: 1, name: a, protocol: GRPC}, tls: {mode: SIMPLE, credentialName: c}"
            + " | server cannot have TLS settings for plain text HTTP ports",
        "port: {number: 1, name: a, protocol: HTTP}, tls: {mode: SIMPLE, httpsRedirect: true,"
            + " credentialName: c} | for plain text HTTP ports",
        "port: {number: 1, name: a, protocol: HTTPS}, tls: {mode: SIMPLE, privateKey: b} | a server certificate",
        "port: {number: 1, name: a, protocol: HTTPS}, tls: {mode: MUTUAL, serverCertificate: a,"
            + " privateKey: b} | requires a client CA bundle",
        "port: {number: 1, name: a, protocol: HTTPS}, tls: {mode: ISTIO_MUTUAL, credentialName: c}"
            + " | ISTIO_MUTUAL TLS cannot have associated credentialName",
        "port: {number: 1, name: a, protocol: HTTPS}, tls: {mode: SIMPLE, credentialName: c,"
            + " serverCertificate: a, privateKey: b} | only one of credential_name",
        "port: {number: 1, name: a, protocol: GRPC}, bind: nowhere | nowhere is not a valid IP",
      })
  void refusesAServerOfAGateway(String server, String reason) {
    String spec = "servers: [{hosts: ['*'], %s}]".formatted(server);
    assertRefused("networking.istio.io/v1", "Gateway", spec, reason);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "grpc, short names (non FQDN) are not allowed",
    "a*.b, label \"a*\" invalid",
    "'*-a.b', partial wildcard",
    "a_b/c.d, invalid namespace value \"a_b\" in gateway",
  })
  void refusesAHostOfAGateway(String host, String reason) {
    String port = "port: {number: 1, name: a, protocol: GRPC}";
    String spec = "servers: [{hosts: ['%s'], %s}]".formatted(host, port);
    assertRefused("networking.istio.io/v1", "Gateway", spec, reason);
  }

  static Stream<String[]> others() {
    String patch = "networking.istio.io/v1alpha3 EnvoyFilter";
    String peers = "security.istio.io/v1 PeerAuthentication";
    String grpc = "gateway.networking.k8s.io/v1 GRPCRoute";
    String gateway = "gateway.networking.k8s.io/v1 Gateway";
    return Stream.of(
        new String[][] {
          {"networking.istio.io/v1 Gateway", "servers: []", "must have at least one server"},
          {patch, "configPatches: [{patch: {operation: MERGE}}]", "missing applyTo"},
          {patch, "configPatches: [{applyTo: CLUSTER}]", "missing patch"},
          {patch, "configPatches: [{applyTo: CLUSTER, patch: {value: {}}}]", "patch operation"},
          {patch, "configPatches: [{applyTo: CLUSTER, patch: {operation: ADD}}]", "patch value"},
          {
            patch,
            "configPatches: [{applyTo: CLUSTER, match: {listener: {}}, patch: {operation: REMOVE}}]",
            "cluster class objects cannot have non cluster match"
          },
          {patch, "workloadSelector: {labels: {a: '*'}}", "wildcard is not supported"},
          {
            patch,
            "workloadSelector: {}, targetRefs: [{kind: A, name: b}]",
            "only one of targetRefs"
          },
          {peers, "portLevelMtls: {1: {mode: STRICT}}", "portLevelMtls requires selector"},
          {peers, "selector: {matchLabels: {a: b}}, portLevelMtls: {}", "at least one element"},
          {
            peers,
            "selector: {matchLabels: {a: b}}, portLevelMtls: {70000: {mode: STRICT}}",
            "port must be between 1-65535"
          },
          {grpc, "hostnames: [A_B]", "is not a host name"},
          {grpc, "parentRefs: [{kind: Service}]", "is missing"},
          {grpc, "parentRefs: [{name: a}, {name: a}]", "must be unique when parentRefs"},
          {grpc, "rules: [{matches: [{method: {}}]}]", "One or both of 'service' or 'method'"},
          {grpc, "rules: [{matches: [{method: {service: a/b}}]}]", "service must only contain"},
          {grpc, "rules: [{matches: [{method: {type: Regex, service: a}}]}]", "not a known value"},
          {grpc, "rules: [{backendRefs: [{name: a}]}]", "Must have port for Service reference"},
          {grpc, "rules: [{backendRefs: [{name: a, port: 1, weight: -1}]}]", "out of range"},
          {grpc, "rules: [{filters: [{type: RequestMirror}]}]", "must be specified for"},
          {grpc, "rules: [null]", "is empty"},
          {grpc, "rules: [{name: A}]", "is not a valid name"},
          {grpc, "rules: [{matches: [{headers: [{name: a, value: ''}]}]}]", "must not be empty"},
          {grpc, "parentRefs: [{name: a, namespace: B}]", "is not a valid namespace"},
          {grpc, "parentRefs: [{name: a, kind: 5xx}]", "is not a valid kind"},
          {
            grpc,
            "parentRefs: [{name: a}, {name: a, sectionName: b}]",
            "sectionName must be specified"
          },
          {
            grpc,
            "rules: [{filters: [{type: RequestMirror, requestMirror: {backendRef: {name: a, port: 1},"
                + " fraction: {numerator: 2, denominator: 1}}}]}]",
            "less than or equal to denominator"
          },
          {
            gateway,
            "listeners: [{name: a, port: 1, protocol: HTTP}]",
            "gatewayClassName: is missing"
          },
          {gateway, "gatewayClassName: a, listeners: []", "must have 1 to 64 items"},
          {gateway, "gatewayClassName: a, listeners: [{name: a, port: 1}]", "is missing"},
          {
            gateway,
            "gatewayClassName: a, listeners: [{name: a, port: 1, protocol: HTTP, tls: {options: {a: b}}}]",
            "tls must not be specified for protocols"
          },
          {
            gateway,
            "gatewayClassName: a, listeners: [{name: a, port: 1, protocol: TLS}]",
            "tls mode must be set for protocol TLS"
          },
          {
            gateway,
            "gatewayClassName: a, listeners: [{name: a, port: 1, protocol: TCP, hostname: a.b}]",
            "hostname must not be specified"
          },
          {
            gateway,
            "gatewayClassName: a, listeners: [{name: a, port: 1, protocol: HTTP}, {name: b, port: 1,"
                + " protocol: HTTP}]",
            "Combination of port, protocol and hostname"
          },
          {
            gateway,
            "gatewayClassName: a, listeners: [{name: a, port: 1, protocol: HTTPS, tls: {mode:"
                + " Passthrough}}]",
            "tls mode must be Terminate"
          },
          {
            gateway,
            "gatewayClassName: a, listeners: [{name: a, port: 1, protocol: HTTPS, tls:"
                + " {certificateRefs: []}}]",
            "certificateRefs or options"
          },
          {
            gateway,
            "gatewayClassName: a, addresses: [{value: a.b}], listeners: [{name: a, port: 1, protocol:"
                + " HTTP}]",
            "is not an IP address"
          },
          {patch, "targetRefs: [{kind: A, name: b, namespace: c}]", "cross namespace"},
        });
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("others")
  void refusesAnotherKind(String kind, String spec, String reason) {
    String[] words = kind.split(" ", -1);
    assertRefused(words[0], words[1], spec, reason);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "DestinationRule, spec: {host: '*.shop.svc.cluster.local'}",
        "DestinationRule, spec: {host: server.}",
        "DestinationRule, spec: {host: a, trafficPolicy: {outlierDetection: {consecutive5xxErrors:"
            + " null, outlierDetectionHttpErrorCodes: [503]}}}",
        "VirtualService, spec: {hosts: [a], gateways: [a, ''], http: [{route: [{destination: {host:"
            + " a}}], fault: {delay: {percent: 443}}}]}",
        "DestinationRule, spec: {host: a, trafficPolicy: {portLevelSettings: [{port: {number: 0},"
            + " loadBalancer: {}}]}}",
        "DestinationRule, spec: {host: a, trafficPolicy: {loadBalancer: {consistentHash: {}}}}",
        "DestinationRule, spec: {host: a, trafficPolicy: {connectionPool: {tcp: {idleTimeout: 0s}}}}",
        "DestinationRule, spec: {host: a, trafficPolicy: {loadBalancer: {localityLbSetting:"
            + " {distribute: [], failover: [{from: a, to: b}]}}}}",
        "VirtualService, spec: {hosts: [a, b], tcp: [{route: [{destination: {host: a}}]}]}",
        "VirtualService, spec: {hosts: [10.0.0.1], http: [{route: [{destination: {host: a}}]}]}",
        "VirtualService, spec: {hosts: ['*'], gateways: [g], http: [{redirect: {port: 80}}]}",
        "VirtualService, spec: {hosts: [a], http: [{match: [{withoutHeaders: {x: {regex: '*'}}}],"
            + " route: [{destination: {host: a}, weight: 70}, {destination: {host: b}, weight: 70}]}]}",
        "VirtualService, spec: {hosts: [a], http: [{directResponse: {status: 503}, headers:"
            + " {response: {set: {a: '%START_TIME(%s)%  100%%'}}}}]}",
        "VirtualService, spec: {hosts: [a], http: [{route: [{destination: {host: a}}], match:"
            + " [{uri: {prefix: ''}, headers: {x: {}}}], retries: {attempts: 0}}]}",
        "Gateway, spec: {servers: [{hosts: [./a.b], port: {number: 1, name: a, protocol: http},"
            + " tls: {httpsRedirect: true}}]}",
        "Gateway, spec: {servers: [{hosts: ['*'], port: {number: 1, name: a, protocol: TLS}, tls:"
            + " {mode: PASSTHROUGH}}]}",
      })
  void acceptsWhatIstioAccepts(String object) {
    String text = "{apiVersion: networking.istio.io/v1, kind: %s, metadata: {name: x}}";

    assertThat(Manifests.parse("f.yaml", text.formatted(object)).problems()).isEmpty();
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource({
    "DestinationRule, name: a_b",
    "DestinationRule, name: A",
    "DestinationRule, 'name: \"\"'",
    "DestinationRule, 'name: a, namespace: b.c'",
    "VirtualService, name: -a",
  })
  void refusesANameThatIsNoHostName(String kind, String metadata) {
    String text = "{apiVersion: networking.istio.io/v1, kind: %s, metadata: {%s}, spec: {}}";

    assertThat(Manifests.parse("f.yaml", text.formatted(kind, metadata)).problems())
        .extracting(Diagnostic::toString)
        .anyMatch(
            problem -> problem.contains("must consist of lower case alphanumeric characters"));
  }

  private static void assertRefused(String apiVersion, String kind, String spec, String reason) {
    String text =
        "{apiVersion: %s, kind: %s, metadata: {name: x, namespace: shop}, spec: {%s}}"
            .formatted(apiVersion, kind, spec);
    ManifestSet manifests = Manifests.parse("f.yaml", text);
    assertThat(manifests.problems())
        .extracting(Diagnostic::toString)
        .hasSize(1)
        .allMatch(problem -> problem.contains(reason), "contains " + reason)
        .allMatch(problem -> problem.startsWith("f.yaml:1: "));
  }
}
