package dev.meshlab.client.channel;

import io.grpc.ChannelCredentials;
import io.grpc.InsecureChannelCredentials;

/**
 * The protection of connections.
 *
 * @param isTls whether there is any
 * @param hasCertificate whether this end has a certificate to show
 */
public record Security(ChannelCredentials credentials, boolean isTls, boolean hasCertificate) {

  /** Connections without any. */
  public static Security plainText() {
    return new Security(InsecureChannelCredentials.create(), false, false);
  }

  /** Connections with TLS. */
  public static Security tls(ChannelCredentials credentials, boolean hasCertificate) {
    return new Security(credentials, true, hasCertificate);
  }
}
