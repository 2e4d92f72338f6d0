package io.breakwater.stream.wire;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * The primitives of all byte formats.
 *
 * <ul>
 *   <li>unsigned: 64 bits in groups of seven, lowest first, the top bit set on all but the last
 *       byte
 *   <li>signed: zigzag (0, −1, 1, −2, …) as unsigned
 *   <li>text and bytes: length as unsigned, then the bytes (of UTF-8)
 *   <li>decimal: 1 + 2 · zigzag(scale) + (0, or 1 for a big one) as unsigned; then the unscaled
 *       value: signed when it fits a long, else its two's complement as bytes. A single 0 is null
 *   <li>list: its size as unsigned, then the elements; a map as a list of keys with their values
 * </ul>
 *
 * <p>Bytes that end too early are an {@link java.io.EOFException}.
 */
final class Wire {
  private static final int GROUP_BITS = 7;
  private static final int GROUP_MASK = 0x7F;
  private static final int MORE = 0x80;

  private Wire() {}

  /** Writes one value. */
  @FunctionalInterface
  interface Writer<T> {
    void write(T value, DataOutputView out) throws IOException;
  }

  /** Reads one value. */
  @FunctionalInterface
  interface Reader<T> {
    T read(DataInputView in) throws IOException;
  }

  static void writeUnsigned(long value, DataOutputView out) throws IOException {
    long rest = value;
    while ((rest & ~GROUP_MASK) != 0) {
      out.writeByte((int) (rest & GROUP_MASK) | MORE);
      rest >>>= GROUP_BITS;
    }
    out.writeByte((int) rest);
  }

  static long readUnsigned(DataInputView in) throws IOException {
    long value = 0;
    for (int shift = 0; shift < Long.SIZE; shift += GROUP_BITS) {
      int group = in.readUnsignedByte();
      value |= (long) (group & GROUP_MASK) << shift;
      if ((group & MORE) == 0) {
        return value;
      }
    }
    throw new IOException("a number goes on after 64 bits: these bytes are of another format.");
  }

  static void writeSigned(long value, DataOutputView out) throws IOException {
    writeUnsigned(zigzag(value), out);
  }

  static long readSigned(DataInputView in) throws IOException {
    return unzigzag(readUnsigned(in));
  }

  /** Writes a sequence as signed, but {@link Long#MIN_VALUE} ("none") as one byte. */
  static void writeSequence(long sequence, DataOutputView out) throws IOException {
    // zigzag(MIN_VALUE) is the largest unsigned number, so that adding 1 takes it to 0.
    writeUnsigned(zigzag(sequence) + 1, out);
  }

  static long readSequence(DataInputView in) throws IOException {
    return unzigzag(readUnsigned(in) - 1);
  }

  static void writeInt(int value, DataOutputView out) throws IOException {
    writeSigned(value, out);
  }

  static int readInt(DataInputView in) throws IOException {
    long value = readSigned(in);
    if (value != (int) value) {
      throw new IOException("the number " + value + " does not fit 32 bits.");
    }
    return (int) value;
  }

  static void writeBytes(byte[] bytes, DataOutputView out) throws IOException {
    writeUnsigned(bytes.length, out);
    out.write(bytes);
  }

  static byte[] readBytes(DataInputView in) throws IOException {
    byte[] bytes = new byte[readCount(in)];
    in.readFully(bytes);
    return bytes;
  }

  static void writeText(String text, DataOutputView out) throws IOException {
    writeBytes(text.getBytes(StandardCharsets.UTF_8), out);
  }

  static String readText(DataInputView in) throws IOException {
    return new String(readBytes(in), StandardCharsets.UTF_8);
  }

  /** Writes a decimal, exactly and with its scale. */
  static void writeDecimal(BigDecimal value, DataOutputView out) throws IOException {
    BigInteger unscaled = value.unscaledValue();
    boolean big = unscaled.bitLength() >= Long.SIZE;
    writeUnsigned(1 + 2 * zigzag(value.scale()) + (big ? 1 : 0), out);
    if (big) {
      writeBytes(unscaled.toByteArray(), out);
    } else {
      writeSigned(unscaled.longValue(), out);
    }
  }

  static BigDecimal readDecimal(DataInputView in) throws IOException {
    BigDecimal value = readNullableDecimal(in);
    if (value == null) {
      throw new IOException("a decimal is absent that must be there.");
    }
    return value;
  }

  static void writeNullableDecimal(BigDecimal value, DataOutputView out) throws IOException {
    if (value == null) {
      writeUnsigned(0, out);
    } else {
      writeDecimal(value, out);
    }
  }

  static BigDecimal readNullableDecimal(DataInputView in) throws IOException {
    long header = readUnsigned(in) - 1;
    if (header == -1) {
      return null;
    }
    long scale = unzigzag(header >>> 1);
    if (scale != (int) scale) {
      throw new IOException("a decimal has the scale " + scale + ", which no decimal has.");
    }
    boolean big = (header & 1) != 0;
    return big
        ? new BigDecimal(readBigInteger(in), (int) scale)
        : BigDecimal.valueOf(readSigned(in), (int) scale);
  }

  private static BigInteger readBigInteger(DataInputView in) throws IOException {
    byte[] bytes = readBytes(in);
    if (bytes.length == 0) {
      throw new IOException("a decimal has no digits.");
    }
    return new BigInteger(bytes);
  }

  /** Writes whether there is a value, and the value if there is. */
  static <T> void writeNullable(T value, Writer<T> writer, DataOutputView out) throws IOException {
    out.writeBoolean(value != null);
    if (value != null) {
      writer.write(value, out);
    }
  }

  static <T> T readNullable(Reader<T> reader, DataInputView in) throws IOException {
    return in.readBoolean() ? reader.read(in) : null;
  }

  static <T> void writeList(List<T> values, Writer<T> writer, DataOutputView out)
      throws IOException {
    writeUnsigned(values.size(), out);
    for (T value : values) {
      writer.write(value, out);
    }
  }

  /** An unmodifiable list. */
  static <T> List<T> readList(Reader<T> reader, DataInputView in) throws IOException {
    int size = readCount(in);
    if (size == 0) {
      return List.of();
    }
    List<T> values = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      values.add(reader.read(in));
    }
    return Collections.unmodifiableList(values);
  }

  /** Writes a map in the order of its keys. */
  static <T> void writeMap(SortedMap<String, T> values, Writer<T> writer, DataOutputView out)
      throws IOException {
    writeUnsigned(values.size(), out);
    for (Map.Entry<String, T> entry : values.entrySet()) {
      writeText(entry.getKey(), out);
      writer.write(entry.getValue(), out);
    }
  }

  static <T> SortedMap<String, T> readMap(Reader<T> reader, DataInputView in) throws IOException {
    SortedMap<String, T> values = new TreeMap<>();
    for (int size = readCount(in); size > 0; size--) {
      values.put(readText(in), reader.read(in));
    }
    return values;
  }

  private static int readCount(DataInputView in) throws IOException {
    long count = readUnsigned(in);
    if (count < 0 || count > Integer.MAX_VALUE) {
      throw new IOException("a length is " + Long.toUnsignedString(count) + ", which none can be.");
    }
    return (int) count;
  }

  private static long zigzag(long value) {
    return (value << 1) ^ (value >> (Long.SIZE - 1));
  }

  private static long unzigzag(long value) {
    return (value >>> 1) ^ -(value & 1);
  }
}
