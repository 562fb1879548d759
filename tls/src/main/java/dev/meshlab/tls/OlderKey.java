package dev.meshlab.tls;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.HexFormat;

/**
 * A private key in the form of its own algorithm, as cert-manager and older tools write it. The JDK
 * reads PKCS #8 alone (RFC 5208), which is a frame around it: a version, the algorithm, the key.
 */
final class OlderKey {

  private static final int SEQUENCE = 0x30;
  private static final int OCTET_STRING = 0x04;

  /** A length above 127 has a first byte that says how many follow (X.690, section 8.1.3.5). */
  private static final int ONE_BYTE = 0x81;

  private static final int TWO_BYTES = 0x82;

  private static final byte[] VERSION = HexFormat.of().parseHex("020100");

  /** AlgorithmIdentifier of rsaEncryption (RFC 8017, appendix C). */
  private static final byte[] RSA = HexFormat.of().parseHex("300d06092a864886f70d0101010500");

  /** OBJECT IDENTIFIER id-ecPublicKey (RFC 5480, section 2.1.1); that of the curve follows. */
  private static final byte[] EC = HexFormat.of().parseHex("06072a8648ce3d0201");

  private OlderKey() {}

  /** The key of RSA (RFC 8017, appendix A.1.2). */
  static PrivateKey rsa(byte[] key) throws GeneralSecurityException {
    return framed("RSA", RSA, key);
  }

  /** The key of an elliptic curve (RFC 5915, section 3). */
  static PrivateKey ec(byte[] key) throws GeneralSecurityException {
    return framed("EC", element(SEQUENCE, EC, curve(key)), key);
  }

  private static PrivateKey framed(String name, byte[] algorithm, byte[] key)
      throws GeneralSecurityException {
    byte[] frame = element(SEQUENCE, VERSION, algorithm, element(OCTET_STRING, key));
    return KeyFactory.getInstance(name).generatePrivate(new PKCS8EncodedKeySpec(frame));
  }

  /** The third element of the sequence, without its tag: version, key, curve, public key. */
  private static byte[] curve(byte[] key) {
    ByteBuffer rest = ByteBuffer.wrap(key);
    enter(rest);
    skip(rest);
    skip(rest);
    byte[] curve = new byte[enter(rest)];
    rest.get(curve);
    return curve;
  }

  private static void skip(ByteBuffer rest) {
    int length = enter(rest);
    rest.position(rest.position() + length);
  }

  /** Reads a tag and a length, and returns the length. */
  private static int enter(ByteBuffer rest) {
    rest.get();
    int first = Byte.toUnsignedInt(rest.get());
    return switch (first) {
      case ONE_BYTE -> Byte.toUnsignedInt(rest.get());
      case TWO_BYTES -> Short.toUnsignedInt(rest.getShort());
      default -> first;
    };
  }

  private static byte[] element(int tag, byte[]... parts) {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      content.writeBytes(part);
    }
    ByteArrayOutputStream element = new ByteArrayOutputStream();
    element.write(tag);
    writeLength(content.size(), element);
    element.writeBytes(content.toByteArray());
    return element.toByteArray();
  }

  private static void writeLength(int length, ByteArrayOutputStream element) {
    if (length > 0xff) {
      element.write(TWO_BYTES);
      element.write(length >> Byte.SIZE);
    } else if (length > Byte.MAX_VALUE) {
      element.write(ONE_BYTE);
    }
    element.write(length);
  }
}
