package dev.meshlab.mesh.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ComparisonTest {

  private static final String SENT =
      "[{'name':'a','connectTimeout':'10s','domains':['x','y'],'n':'5'}]";

  @Test
  void doesNotCountSpellingAndTheOrderOfWhatHasNone() {
    Comparison same =
        Comparison.of(SENT, "[{'name':'a','connect_timeout':'10.000s','domains':['y','x'],'n':5}]");

    assertThat(same.differences()).isEmpty();
    assertThat(same.equal()).containsExactly("a");
  }

  @Test
  void seesEveryKindOfDifference() {
    assertThat(Comparison.of(SENT, "[]").differences())
        .singleElement()
        .satisfies(difference -> assertThat(difference.path()).isEmpty());
    assertThat(
            Comparison.of(
                    SENT, "[{'name':'a','connectTimeout':'1s','domains':['x'],'n':6,'m':true}]")
                .differences())
        .extracting(Difference::toString)
        .containsExactly(
            "a/connect_timeout: istiod has 10s, ours has 1s",
            "a/domains[…]: istiod has [\"y\"], ours has none",
            "a/m: istiod has none, ours has true",
            "a/n: istiod has 5, ours has 6");
  }

  @Test
  void namesTheItemThatOneSideLacks() {
    assertThat(
            Comparison.of(
                    "[{'name':'80','virtual_hosts':[{'name':'b','domains':['b']},{'name':'a'}]}]",
                    "[{'name':'80','virtual_hosts':[{'name':'b','domains':['a']},{'name':'c'}]}]")
                .differences())
        .extracting(each -> each.resource() + each.path())
        .containsExactly(
            "80/virtual_hosts[a]", "80/virtual_hosts[b]/domains[0]", "80/virtual_hosts[c]");
  }

  @Test
  void countsTheOrderOfFilters() {
    assertThat(
            Comparison.of(
                    "[{'name':'l','http_filters':[{'name':'rbac'},{'name':'fault'}]}]",
                    "[{'name':'l','http_filters':[{'name':'fault'},{'name':'rbac'}]}]")
                .differences())
        .hasSize(2);
  }

  @Test
  void countsWhatIsLeftOut() {
    Comparison comparison =
        Comparison.of(
            "[{'name':'l','metadata':{},'stat_prefix':'x','filters':[{'name':'istio.stats'}],"
                + "'http_filters':[{'name':'istio.alpn'},{'name':'router'}],"
                + "'alpn_protocols':['istio-peer-exchange','istio']}]",
            "[{'name':'l','http_filters':[{'name':'router'}],'alpn_protocols':['istio']}]");

    assertThat(comparison.differences()).isEmpty();
    assertThat(comparison.leftOut()).isEqualTo(5);
  }
}
