package dev.meshlab.mesh.translate.xds;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.MessageOrBuilder;
import com.google.protobuf.TypeRegistry;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The messages that an {@code Any} of Envoy's API may hold, found by name among the classes. */
public final class EnvoyTypes {

  /** A proto package's name and the Java package of its classes, where the two differ. */
  private record Root(String proto, String java) {}

  private static final List<Root> ROOTS =
      List.of(
          new Root("envoy.", "io.envoyproxy.envoy."),
          new Root("google.protobuf.", "com.google.protobuf."),
          new Root("udpa.", "com.github.udpa.udpa."),
          new Root("xds.", "com.github.xds."));

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.]+");

  private EnvoyTypes() {}

  /** An empty message of a URL or full name; nothing when Envoy's API has none of that name. */
  public static Optional<Message> find(String typeUrl) {
    String name = typeUrl.substring(typeUrl.lastIndexOf('/') + 1);
    return ROOTS.stream()
        .filter(root -> name.startsWith(root.proto()) && NAME.matcher(name).matches())
        .findFirst()
        .flatMap(root -> empty(root.java() + name.substring(root.proto().length())))
        .filter(message -> message.getDescriptorForType().getFullName().equals(name));
  }

  private static Optional<Message> empty(String className) {
    try {
      Class<?> type = Class.forName(className, false, EnvoyTypes.class.getClassLoader());
      return Optional.of((Message) type.getMethod("getDefaultInstance").invoke(null));
    } catch (ReflectiveOperationException | LinkageError | ClassCastException notAMessage) {
      return Optional.empty();
    }
  }

  /** The types that a JSON printer must know to show a message with all that it wraps. */
  static TypeRegistry within(MessageOrBuilder message) {
    TypeRegistry.Builder types = TypeRegistry.newBuilder();
    wrapped(message).forEach(wrapped -> types.add(wrapped.getDescriptorForType()));
    return types.build();
  }

  private static Stream<Message> wrapped(Object value) {
    if (value instanceof Any any) {
      Optional<Message> content = find(any.getTypeUrl()).map(type -> unpack(any, type));
      return content.stream()
          .flatMap(message -> Stream.concat(Stream.of(message), wrapped(message)));
    }
    if (value instanceof Collection<?> items) {
      return items.stream().flatMap(EnvoyTypes::wrapped);
    }
    return value instanceof MessageOrBuilder message
        ? message.getAllFields().values().stream().flatMap(EnvoyTypes::wrapped)
        : Stream.empty();
  }

  /** The content of an {@code Any} of the type of an empty message; that itself if broken. */
  public static Message unpack(Any any, Message empty) {
    try {
      return empty.getParserForType().parseFrom(any.getValue());
    } catch (InvalidProtocolBufferException broken) {
      return empty;
    }
  }
}
