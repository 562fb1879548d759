package dev.meshlab.lab.controlplane;

import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.Message;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** A version that follows from the content: SHA-256 over all resources of a type, by name. */
final class ContentHash {
  /** Of the digest's 32; enough for equality, and short enough for a message. */
  private static final int SHOWN_BYTES = 8;

  private ContentHash() {}

  static <T extends Message> String of(List<T> resources, Function<T, String> name) {
    Map<String, T> sorted = new TreeMap<>();
    resources.forEach(resource -> sorted.put(name.apply(resource), resource));
    MessageDigest digest = sha256();
    sorted.values().forEach(resource -> add(digest, resource));
    return HexFormat.of().formatHex(digest.digest(), 0, SHOWN_BYTES);
  }

  /** The length in front separates one resource from the next. */
  private static void add(MessageDigest digest, Message resource) {
    byte[] bytes = new byte[Integer.BYTES + resource.getSerializedSize()];
    CodedOutputStream output = CodedOutputStream.newInstance(bytes);
    output.useDeterministicSerialization();
    try {
      output.writeFixed32NoTag(resource.getSerializedSize());
      resource.writeTo(output);
    } catch (IOException e) {
      throw new UncheckedIOException("the array is as long as the message says it is", e);
    }
    digest.update(bytes);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
