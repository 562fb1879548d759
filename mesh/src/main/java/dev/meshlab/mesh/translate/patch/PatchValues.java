package dev.meshlab.mesh.translate.patch;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.TypeRegistry;
import com.google.protobuf.util.JsonFormat;
import dev.meshlab.mesh.manifest.Fields;
import dev.meshlab.mesh.translate.xds.EnvoyJson;
import dev.meshlab.mesh.translate.xds.EnvoyTypes;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The {@code value} of a cluster patch as the message that it describes. */
final class PatchValues {

  private static final Pattern TYPE = Pattern.compile("\"@type\":\"([^\"]+)\"");

  private PatchValues() {}

  /**
   * The cluster, or the part of one, that a patch holds.
   *
   * @param strict whether a field that the API does not have is an error; to istiod it may be one
   *     of an Envoy newer than itself
   * @throws InvalidProtocolBufferException when it describes no cluster
   */
  static Cluster parse(Fields patch, boolean strict) throws InvalidProtocolBufferException {
    String json = patch.json("value").orElse("{}");
    JsonFormat.Parser parser = JsonFormat.parser().usingTypeRegistry(typesIn(json));
    Cluster.Builder cluster = Cluster.newBuilder();
    try {
      parser.merge(EnvoyJson.asIstiodReads(json, Cluster.getDescriptor(), strict), cluster);
    } catch (RuntimeException outOfRange) {
      throw new InvalidProtocolBufferException(String.valueOf(outOfRange.getMessage()));
    }
    return cluster.build();
  }

  private static TypeRegistry typesIn(String json) {
    TypeRegistry.Builder types = TypeRegistry.newBuilder();
    Matcher type = TYPE.matcher(json);
    while (type.find()) {
      EnvoyTypes.find(type.group(1)).map(Message::getDescriptorForType).ifPresent(types::add);
    }
    return types.build();
  }
}
