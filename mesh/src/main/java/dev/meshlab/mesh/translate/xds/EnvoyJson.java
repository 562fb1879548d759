package dev.meshlab.mesh.translate.xds;

import com.google.protobuf.Any;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor.JavaType;
import com.google.protobuf.Duration;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import com.google.protobuf.util.JsonFormat;
import dev.meshlab.mesh.manifest.Durations;
import java.util.List;
import java.util.Optional;

/**
 * The values of patches in the JSON that istiod takes, as JSON that protobuf's own reader for Java
 * takes in the same way: fields of an Envoy newer than istiod are left out, anything else that is
 * wrong is an error, and durations may be in Go's notation. Protobuf's {@code
 * ignoringUnknownFields} would pass over the names of enums too.
 */
public final class EnvoyJson {

  private static final String TYPE = "@type";
  private static final String ANY = Any.getDescriptor().getFullName();
  private static final String DURATION = Duration.getDescriptor().getFullName();

  private final boolean keepsUnknown;

  private EnvoyJson(boolean keepsUnknown) {
    this.keepsUnknown = keepsUnknown;
  }

  /**
   * The JSON as istiod reads it.
   *
   * @param keepsUnknown whether fields stay that the API does not have
   * @throws InvalidProtocolBufferException when a text or a boolean is something else
   */
  public static String asIstiodReads(String json, Descriptor message, boolean keepsUnknown)
      throws InvalidProtocolBufferException {
    Struct.Builder struct = Struct.newBuilder();
    JsonFormat.parser().merge(json, struct);
    new EnvoyJson(keepsUnknown).message(struct, message);
    return JsonFormat.printer().print(struct);
  }

  private void message(Struct.Builder object, Descriptor message)
      throws InvalidProtocolBufferException {
    Optional<Descriptor> type = typeOf(object, message);
    if (type.isEmpty()) {
      return; // of protobuf itself, with a form of its own in JSON
    }
    for (String name : List.copyOf(object.getFieldsMap().keySet())) {
      Optional<FieldDescriptor> field = field(name, type.get());
      if (field.isPresent()) {
        Value.Builder value = object.getFieldsOrThrow(name).toBuilder();
        field(value, field.get());
        object.putFields(name, value.build());
      } else if (!name.equals(TYPE) && !keepsUnknown) {
        object.removeFields(name);
      }
    }
  }

  private static Optional<Descriptor> typeOf(Struct.Builder object, Descriptor message)
      throws InvalidProtocolBufferException {
    if (!message.getFullName().equals(ANY)) {
      return Optional.of(message).filter(m -> !m.getFullName().startsWith("google.protobuf."));
    }
    Value type = object.getFieldsOrDefault(TYPE, Value.getDefaultInstance());
    if (!type.hasStringValue()) {
      throw new InvalidProtocolBufferException("an Any must have an " + TYPE);
    }
    return EnvoyTypes.find(type.getStringValue()).map(Message::getDescriptorForType);
  }

  private static Optional<FieldDescriptor> field(String name, Descriptor type) {
    return type.getFields().stream()
        .filter(field -> field.getName().equals(name) || field.getJsonName().equals(name))
        .findFirst();
  }

  private void field(Value.Builder value, FieldDescriptor field)
      throws InvalidProtocolBufferException {
    if (field.isMapField() && value.hasStructValue()) {
      Struct.Builder map = value.getStructValueBuilder();
      for (String key : List.copyOf(map.getFieldsMap().keySet())) {
        Value.Builder item = map.getFieldsOrThrow(key).toBuilder();
        single(item, field.getMessageType().findFieldByName("value"));
        map.putFields(key, item.build());
      }
    } else if (value.hasListValue() && field.isRepeated()) {
      for (Value.Builder item : value.getListValueBuilder().getValuesBuilderList()) {
        single(item, field);
      }
    } else {
      single(value, field);
    }
  }

  private void single(Value.Builder value, FieldDescriptor field)
      throws InvalidProtocolBufferException {
    if (field.getJavaType() != JavaType.MESSAGE) {
      scalar(value, field);
    } else if (value.hasStructValue()) {
      message(value.getStructValueBuilder(), field.getMessageType());
    } else if (value.hasStringValue() && field.getMessageType().getFullName().equals(DURATION)) {
      java.time.Duration duration = Durations.parse(value.getStringValue());
      if (duration != null) {
        value.setStringValue(
            com.google.protobuf.util.Durations.toString(Protos.duration(duration)));
      }
    }
  }

  private static void scalar(Value.Builder value, FieldDescriptor field)
      throws InvalidProtocolBufferException {
    boolean text = field.getJavaType() == JavaType.STRING;
    boolean truth = field.getJavaType() == JavaType.BOOLEAN;
    boolean wrong =
        switch (value.getKindCase()) {
          case STRING_VALUE -> truth;
          case NUMBER_VALUE -> text || truth;
          case BOOL_VALUE -> text;
          case LIST_VALUE, STRUCT_VALUE -> true;
          default -> false; // which protobuf's own reader looks at
        };
    if (wrong) {
      throw new InvalidProtocolBufferException(
          field.getName() + " must be a " + (text ? "string" : "boolean"));
    }
  }
}
