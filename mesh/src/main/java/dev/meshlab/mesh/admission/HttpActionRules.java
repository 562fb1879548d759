package dev.meshlab.mesh.admission;

import com.google.re2j.Pattern;
import dev.meshlab.mesh.manifest.Fields;
import java.util.List;
import java.util.Set;

/** The webhook's rules for what a route does to a request besides sending it on. */
final class HttpActionRules {

  private static final Set<String> METHODS =
      Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "CONNECT", "OPTIONS", "TRACE", "*");
  private static final Pattern HEADER = Pattern.compile("[!#$%&'*+\\-.^_`|~A-Za-z0-9]+");
  private static final Pattern BASE64 =
      Pattern.compile("([A-Za-z0-9+/]{4})*([A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?");
  private static final int LARGEST_BODY = 1 << 20;

  private final Findings findings;

  HttpActionRules(Findings findings) {
    this.findings = findings;
  }

  void check(Fields http) {
    http.child("redirect").ifPresent(redirect -> redirect(redirect, http));
    http.child("directResponse").ifPresent(this::directResponse);
    http.child("rewrite").ifPresent(this::rewrite);
    http.child("corsPolicy").ifPresent(this::cors);
  }

  private void redirect(Fields redirect, Fields http) {
    boolean uri = isSet(redirect, "uri");
    boolean prefix = isSet(redirect, "prefixRewrite");
    findings.errorIf(
        uri && prefix,
        redirect,
        "prefixRewrite",
        "redirect may only specify one of uri or prefix_rewrite",
        "keep one of them");
    boolean otherMatch =
        http.children("match").stream()
            .flatMap(match -> match.child("uri").stream())
            .anyMatch(match -> !match.has("prefix"));
    findings.errorIf(
        prefix && otherMatch,
        redirect,
        "prefixRewrite",
        "redirect prefix_rewrite requires all URI matches to use prefix match type",
        "match uri by prefix");
    boolean any =
        uri
            || prefix
            || isSet(redirect, "authority")
            || isSet(redirect, "scheme")
            || redirect.has("port")
            || redirect.has("derivePort");
    if (!any) {
      String message = "redirect must specify URI, authority, scheme, or port";
      findings.error(redirect, message, "say where to");
    }
    redirectTarget(redirect);
  }

  private void redirectTarget(Fields redirect) {
    long code = redirect.integer("redirectCode").orElse(0L);
    findings.errorIf(
        code != 0 && (code < 300 || code > 399),
        redirect,
        "redirectCode",
        code + " is not a valid redirect code, must be 3xx",
        "write 301 or 307");
    findings.errorIf(
        !Set.of("", "http", "https").contains(redirect.string("scheme", "")),
        redirect,
        "scheme",
        "invalid redirect scheme, must be \"http\" or \"https\"",
        "write https");
    PortRules.check(findings, redirect, "port", true);
  }

  private void directResponse(Fields response) {
    HttpFaultRules.httpStatus(findings, response, "status");
    Fields body = response.below("body");
    findings.errorIf(
        body.string("bytes").filter(bytes -> !BASE64.matches(bytes)).isPresent(),
        body,
        "bytes",
        "must be of type byte",
        "encode it as base64");
    findings.errorIf(
        body.string("string", "").length() > LARGEST_BODY
            || body.string("bytes", "").length() / 4 * 3 > LARGEST_BODY,
        response,
        "body",
        "large direct_responses may impact control plane performance, must be less than 1MB",
        "answer from a server");
  }

  private void rewrite(Fields rewrite) {
    boolean uri = isSet(rewrite, "uri");
    boolean regex = rewrite.has("uriRegexRewrite");
    findings.errorIf(
        uri && regex,
        rewrite,
        "uriRegexRewrite",
        "rewrite may only contain one of URI or UriRegexRewrite",
        "keep one of them");
    if (!uri && !regex && !isSet(rewrite, "authority")) {
      String message = "rewrite must specify at least one of URI, UriRegexRewrite, or authority";
      findings.error(rewrite, message, "add one, or remove rewrite");
    }
    rewrite.child("uriRegexRewrite").ifPresent(this::regexRewrite);
  }

  private void regexRewrite(Fields rewrite) {
    if (!isSet(rewrite, "match") || !isSet(rewrite, "rewrite")) {
      String message = "UriRegexRewrite requires both Rewrite and Match fields to be specified";
      findings.error(rewrite, message, "add the other");
    } else {
      HttpMatchRules.regex(findings, rewrite, "match");
    }
  }

  private void cors(Fields cors) {
    for (Fields origin : cors.children("allowOrigins")) {
      if (List.of("exact", "prefix", "regex").stream().noneMatch(kind -> isSet(origin, kind))) {
        String message = "'' is not a valid match type for CORS allow origins";
        findings.error(origin, message, "write exact: https://example.com");
      }
      HttpMatchRules.regex(findings, origin, "regex");
    }
    for (String method : cors.strings("allowMethods")) {
      if (!METHODS.contains(method)) {
        String message = "\"" + method + "\" is not a supported HTTP method";
        findings.error(cors, "allowMethods", method, message, "write POST");
      }
    }
    for (String field : List.of("allowHeaders", "exposeHeaders")) {
      for (String name : cors.strings(field)) {
        if (!HEADER.matches(name)) {
          String message = "header name " + name + " is not a valid header name";
          findings.error(cors, field, name, message, "write letters, digits and '-'");
        }
      }
    }
    findings.errorIf(
        cors.duration("maxAge").filter(age -> age.toNanosPart() > 0).isPresent(),
        cors,
        "maxAge",
        "max_age duration is accurate only to seconds precision",
        "write whole seconds");
  }

  private static boolean isSet(Fields fields, String field) {
    return !fields.string(field, "").isEmpty();
  }
}
