package dev.meshlab.client.channel;

/** The ways in which a client meets the TLS of a server, right and wrong ones. */
public enum ClientTls {
  /** It trusts the authority that signed the server's certificate. */
  TRUSTING("trusting"),
  /** It trusts another authority, as one that was not given the right certificate does. */
  DISTRUSTING("distrusting"),
  /** It speaks plain text, as one whose author does not know of the TLS does. */
  PLAIN_TEXT("plain-text");

  private final String word;

  ClientTls(String word) {
    this.word = word;
  }

  /** The one of this name; the schema has let no other through. */
  public static ClientTls of(String word) {
    for (ClientTls each : values()) {
      if (each.word.equals(word)) {
        return each;
      }
    }
    return TRUSTING;
  }

  @Override
  public String toString() {
    return word;
  }
}
