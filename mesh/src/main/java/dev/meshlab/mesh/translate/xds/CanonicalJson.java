package dev.meshlab.mesh.translate.xds;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageOrBuilder;
import com.google.protobuf.util.JsonFormat;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Resources as proto JSON. Fields have the names of the protos, as in Envoy's documentation and in
 * its config dump: in camelCase {@code consecutive_5xx} would look like a name that never had its
 * underscore.
 */
public final class CanonicalJson {

  private static final JsonFormat.Printer PRINTER =
      JsonFormat.printer().preservingProtoFieldNames();

  private CanonicalJson() {}

  /** A JSON array of resources, in their order, with a newline at the end. */
  public static String array(List<? extends MessageOrBuilder> resources) {
    return resources.stream()
            .map(CanonicalJson::object)
            .collect(Collectors.joining(",\n", "[", "]"))
        + "\n";
  }

  /** One resource. */
  public static String object(MessageOrBuilder resource) {
    try {
      return PRINTER.usingTypeRegistry(EnvoyTypes.within(resource)).print(resource);
    } catch (InvalidProtocolBufferException unregistered) {
      throw new IllegalStateException(
          "a type in " + resource.getDescriptorForType().getFullName() + " is not Envoy's",
          unregistered);
    }
  }
}
