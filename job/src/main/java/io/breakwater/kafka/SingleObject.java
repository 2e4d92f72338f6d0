package io.breakwater.kafka;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;

/**
 * Avro's single-object encoding: two marker bytes, the schema's CRC-64-AVRO fingerprint in little
 * endian, the record.
 */
final class SingleObject {
  /** Bytes before the record. */
  static final int HEADER = 10;

  private static final int MARKER = 2;
  private static final byte FIRST = (byte) 0xC3;
  private static final byte SECOND = 0x01;

  private SingleObject() {}

  /** Whether a value starts with the marker and has room for a fingerprint. */
  static boolean isFramed(byte[] value) {
    return value.length >= HEADER && value[0] == FIRST && value[1] == SECOND;
  }

  /** What stands before a record of this schema. */
  static byte[] header(Schema schema) {
    return ByteBuffer.allocate(HEADER)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put(FIRST)
        .put(SECOND)
        .putLong(SchemaNormalization.parsingFingerprint64(schema))
        .array();
  }

  /** The fingerprint in the header of a framed value. */
  static long fingerprint(byte[] value) {
    long fingerprint = 0;
    for (int i = HEADER - 1; i >= MARKER; i--) {
      fingerprint = fingerprint << Byte.SIZE | value[i] & 0xFF;
    }
    return fingerprint;
  }
}
