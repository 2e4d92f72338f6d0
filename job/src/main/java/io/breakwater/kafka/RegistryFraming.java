package io.breakwater.kafka;

import java.nio.ByteBuffer;

/**
 * How the serializers of schema registries (Confluent's, and those that do as it does) frame a
 * record: a zero byte, the registry's number of the schema in four bytes, big endian, the record.
 */
final class RegistryFraming {
  /** Bytes before the record. */
  static final int HEADER = 5;

  private static final int MARKER = 0;

  private RegistryFraming() {}

  /** Whether a value starts with the marker. */
  static boolean isStarted(byte[] value) {
    return value.length > 0 && value[0] == MARKER;
  }

  /** Whether a value starts with the marker and has room for a number. */
  static boolean isFramed(byte[] value) {
    return isStarted(value) && value.length >= HEADER;
  }

  /** The registry's number of the schema that a framed value was written with. */
  static int id(byte[] value) {
    return ByteBuffer.wrap(value).getInt(1);
  }
}
