package dev.meshlab.mesh.translate.patch;

import com.google.protobuf.Any;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Duration;
import com.google.protobuf.Message;
import dev.meshlab.mesh.translate.xds.EnvoyTypes;
import java.util.List;

/**
 * Merges messages as istiod does (istio/istio, pkg/proto/merge): as Protocol Buffers define it,
 * except that a duration replaces a duration, where the standard would mix their seconds and
 * nanoseconds.
 */
final class Merge {

  private Merge() {}

  /**
   * Merges a message into another of its type.
   *
   * @param replaceLists whether a list replaces the one that is there, instead of extending it
   */
  static void into(Message.Builder target, Message source, boolean replaceLists) {
    source.getAllFields().forEach((field, value) -> set(target, field, value, replaceLists));
  }

  private static void set(
      Message.Builder target, FieldDescriptor field, Object value, boolean replaceLists) {
    if (field.isRepeated()) {
      if (replaceLists && !field.isMapField()) {
        target.clearField(field);
      }
      ((List<?>) value).forEach(item -> target.addRepeatedField(field, item));
    } else if (isMerged(field) && target.hasField(field)) {
      Message.Builder nested = ((Message) target.getField(field)).toBuilder();
      into(nested, (Message) value, replaceLists);
      target.setField(field, nested.build());
    } else {
      target.setField(field, value);
    }
  }

  private static boolean isMerged(FieldDescriptor field) {
    return field.getJavaType() == FieldDescriptor.JavaType.MESSAGE
        && !field.getMessageType().equals(Duration.getDescriptor());
  }

  /** Two packed messages, merged if they are of one known type; else the second. */
  static Any packed(Any target, Any source) {
    Message type = EnvoyTypes.find(source.getTypeUrl()).orElse(null);
    if (type == null || !target.getTypeUrl().equals(source.getTypeUrl())) {
      return source;
    }
    Message.Builder merged = EnvoyTypes.unpack(target, type).toBuilder();
    into(merged, EnvoyTypes.unpack(source, type), false);
    return target.toBuilder().setValue(merged.build().toByteString()).build();
  }
}
