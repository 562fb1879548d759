package dev.meshlab.mesh.admission;

import com.google.re2j.Pattern;

/**
 * IP addresses and blocks of them, recognised by their notation (Go's net/netip) without a look-up.
 */
final class Addresses {

  private static final String BYTE = "(25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])";
  private static final Pattern V4 = Pattern.compile(BYTE + "(\\." + BYTE + "){3}");
  private static final Pattern GROUP = Pattern.compile("[0-9a-fA-F]{1,4}");
  private static final Pattern ZONE = Pattern.compile("%.+");
  private static final Pattern PREFIX = Pattern.compile("0|[1-9][0-9]{0,2}");
  private static final int GROUPS = 8;

  private Addresses() {}

  static boolean isAddress(String text) {
    return V4.matches(text) || isV6(text);
  }

  /** An address, or a block as {@code 10.0.0.0/8}. */
  static boolean isAddressOrBlock(String text) {
    int slash = text.indexOf('/');
    if (slash < 0) {
      return isAddress(text);
    }
    String address = text.substring(0, slash);
    String bits = text.substring(slash + 1);
    return isAddress(address)
        && address.indexOf('%') < 0
        && PREFIX.matches(bits)
        && Integer.parseInt(bits) <= (V4.matches(address) ? 32 : 128);
  }

  private static boolean isV6(String text) {
    int percent = text.indexOf('%');
    if (percent >= 0 && !ZONE.matches(text.substring(percent))) {
      return false;
    }
    String address = percent < 0 ? text : text.substring(0, percent);
    int gap = address.indexOf("::");
    if (gap < 0) {
      return groups(address, true) == GROUPS;
    }
    int before = gap == 0 ? 0 : groups(address.substring(0, gap), false);
    String rest = address.substring(gap + 2);
    int after = rest.isEmpty() ? 0 : groups(rest, true);
    return before >= 0 && after >= 0 && before + after < GROUPS;
  }

  /** The number of groups of 16 bits in a text; -1 for a text that is not an address. */
  private static int groups(String text, boolean mayEndInV4) {
    String[] parts = text.split(":", -1);
    int count = 0;
    for (int i = 0; i < parts.length; i++) {
      boolean last = i == parts.length - 1;
      if (last && mayEndInV4 && V4.matches(parts[i])) {
        count += 2;
      } else if (GROUP.matches(parts[i])) {
        count++;
      } else {
        return -GROUPS;
      }
    }
    return count;
  }
}
