package dev.meshlab.mesh.admission;

import dev.meshlab.mesh.manifest.Fields;
import java.util.stream.Stream;

/** The rules of the CRD and the webhook for the source of an AuthorizationPolicy's rule. */
final class AuthorizationSourceRules {

  private static final int MOST_ACCOUNTS = 16;

  private final Findings findings;

  AuthorizationSourceRules(Findings findings) {
    this.findings = findings;
  }

  void check(Fields source) {
    AuthorizationLists lists = new AuthorizationLists(findings, source);
    lists.notAllEmpty("`from.source` must not be empty", "name principals, namespaces or ipBlocks");
    boolean accounts = has(source, "serviceAccounts", "notServiceAccounts");
    boolean others = has(source, "principals", "notPrincipals", "namespaces", "notNamespaces");
    findings.errorIf(
        accounts && others,
        source,
        source.has("serviceAccounts") ? "serviceAccounts" : "notServiceAccounts",
        "Cannot set serviceAccounts with namespaces or principals",
        "write namespace/account");
    findings.atMost(MOST_ACCOUNTS, source, "serviceAccounts");
    findings.atMost(MOST_ACCOUNTS, source, "notServiceAccounts");
    lists.each("principals", AuthorizationValues::notEmpty);
    lists.each("requestPrincipals", AuthorizationValues::notEmpty);
    lists.each("namespaces", AuthorizationValues::notEmpty);
    lists.each("serviceAccounts", AuthorizationValues::serviceAccount);
    lists.each("trustDomains", AuthorizationValues::trustDomain);
    lists.each("ipBlocks", AuthorizationValues::address);
    lists.each("remoteIpBlocks", AuthorizationValues::address);
  }

  private static boolean has(Fields source, String... fields) {
    return Stream.of(fields).anyMatch(source::has);
  }
}
