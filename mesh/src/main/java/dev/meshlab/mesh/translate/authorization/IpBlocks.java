package dev.meshlab.mesh.translate.authorization;

import com.google.protobuf.UInt32Value;
import com.google.re2j.Pattern;
import io.envoyproxy.envoy.config.core.v3.CidrRange;
import java.util.Locale;
import java.util.Optional;

/**
 * Addresses and blocks of them, as Envoy's ranges; an address is a block of one. Of several
 * notations of one IPv6 address istiod sends the shortest; here it stays as it is written, which is
 * the same to Envoy.
 */
final class IpBlocks {

  private static final Pattern BITS = Pattern.compile("0|[1-9][0-9]{0,2}");
  private static final int BITS_V4 = 32;
  private static final int BITS_V6 = 128;

  private IpBlocks() {}

  /** Empty for a block whose length is not one; Istio's webhook refuses it. */
  static Optional<CidrRange> range(String text) {
    int most = text.contains(":") ? BITS_V6 : BITS_V4;
    int slash = text.indexOf('/');
    return slash < 0
        ? Optional.of(range(text, most))
        : Optional.of(text.substring(slash + 1))
            .filter(BITS::matches)
            .map(Integer::parseInt)
            .filter(bits -> bits <= most)
            .map(bits -> range(text.substring(0, slash), bits));
  }

  private static CidrRange range(String address, int bits) {
    return CidrRange.newBuilder()
        .setAddressPrefix(address.toLowerCase(Locale.ROOT))
        .setPrefixLen(UInt32Value.of(bits))
        .build();
  }
}
