package dev.meshlab.mesh.translate.route;

import com.google.protobuf.ByteString;
import dev.meshlab.mesh.manifest.Fields;
import io.envoyproxy.envoy.config.route.v3.DirectResponseAction;
import java.util.Base64;
import java.util.Optional;

/** {@code directResponse}: an answer of the proxy's own. */
final class DirectResponses {

  private DirectResponses() {}

  static DirectResponseAction of(Fields response) {
    DirectResponseAction.Builder out =
        DirectResponseAction.newBuilder().setStatus(response.integer("status", 0));
    response
        .child("body")
        .ifPresent(
            body -> {
              body.string("string").ifPresent(text -> out.getBodyBuilder().setInlineString(text));
              body.string("bytes")
                  .flatMap(DirectResponses::decoded)
                  .ifPresent(bytes -> out.getBodyBuilder().setInlineBytes(bytes));
            });
    return out.build();
  }

  private static Optional<ByteString> decoded(String base64) {
    try {
      return Optional.of(ByteString.copyFrom(Base64.getDecoder().decode(base64)));
    } catch (IllegalArgumentException notBase64) {
      return Optional.empty(); // no bytes: the API server refuses it
    }
  }
}
