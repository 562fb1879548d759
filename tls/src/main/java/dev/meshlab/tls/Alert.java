package dev.meshlab.tls;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;

/**
 * The alert by which a peer ended a connection.
 *
 * @param name as RFC 8446, section 6 has it, such as {@code unknown_ca}
 */
public record Alert(String name) {

  /**
   * BoringSSL's texts end in {@code TLSV1_ALERT_UNKNOWN_CA}, the JDK's in {@code Received fatal
   * alert: unknown_ca}. Neither has a type, or a number, for it.
   */
  private static final Pattern NAME = Pattern.compile("(?:_ALERT_|fatal alert: )([A-Za-z_]+)");

  /** The alert that a failure came from, if it is one. */
  public static Optional<Alert> in(Throwable failure) {
    if (failure instanceof SSLException && failure.getMessage() != null) {
      Matcher name = NAME.matcher(failure.getMessage());
      if (name.find()) {
        return Optional.of(new Alert(name.group(1).toLowerCase(Locale.ROOT)));
      }
    }
    return Optional.ofNullable(failure.getCause()).flatMap(Alert::in);
  }
}
