package dev.meshlab.lab.predict;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Any;
import com.google.protobuf.TextFormat;
import dev.meshlab.lab.prediction.Denial;
import io.envoyproxy.envoy.config.rbac.v3.RBAC;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccessRulesTest {

  private static final CallShape CALL = new CallShape("shop", 80, "/shop.Cart/Get", List.of());

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          # for requests | permission                                             | principal                                   | asked
          true  | any: true                                                       | any: true                                   | true
          false | any: true                                                       | any: true                                   | false
          false | and_rules { rules { any: true } }                               | and_ids { ids { any: true } }               | false
          false | any: true                                                       | not_id { authenticated { principal_name { exact: 'a' } } } | true
          false | not_rule { header { name: 'x' present_match: true } }           | any: true                                   | true
          """)
  void denyByIntentUnlessARuleForRequestsBecameOneForAllBytes(
      boolean requests, String permission, String principal, boolean asked) throws Exception {
    RBAC.Builder rules = RBAC.newBuilder();
    TextFormat.merge(
        "action: DENY policies { key: 'p' value { permissions { %s } principals { %s } } }"
            .formatted(permission, principal),
        rules);

    assertThat(AccessRules.of(List.of(filter(requests, rules.build()))).denial(Caller.PLAIN, CALL))
        .map(Denial::isAsked)
        .contains(asked);
  }

  private static Any filter(boolean requests, RBAC rules) {
    return requests
        ? Any.pack(
            io.envoyproxy
                .envoy
                .extensions
                .filters
                .http
                .rbac
                .v3
                .RBAC
                .newBuilder()
                .setRules(rules)
                .build())
        : Any.pack(
            io.envoyproxy
                .envoy
                .extensions
                .filters
                .network
                .rbac
                .v3
                .RBAC
                .newBuilder()
                .setRules(rules)
                .build());
  }
}
