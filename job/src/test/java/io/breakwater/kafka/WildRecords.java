package io.breakwater.kafka;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;

/**
 * Bytes that follow a schema, field by field, with values at the extremes of their types, and now
 * and then do not: lengths and counts that are not true, numbers that are longer than need be.
 */
final class WildRecords {
  private static final long[] NUMBERS = {
    0,
    1,
    -1,
    2,
    63,
    64,
    -64,
    -65,
    255,
    8_192,
    Integer.MAX_VALUE,
    Integer.MIN_VALUE,
    1L << 31,
    1L << 32,
    253_402_300_799_999_999L,
    253_402_300_800_000_000L,
    1_743_987_723_456_789L,
    Long.MAX_VALUE,
    Long.MIN_VALUE,
    Long.MAX_VALUE / 2,
    -62_135_596_800_000_000L
  };
  private static final BigInteger LARGEST = BigInteger.TEN.pow(38).subtract(BigInteger.ONE);
  private static final String[] TEXTS = {
    "",
    " ",
    "\u0000",
    "BTC",
    "ETH",
    "USDT",
    "default",
    "alice",
    "\uFFFD",
    "\u2028",
    "é漢𝄞",
    "a\tb\n",
    "x".repeat(255),
    "x".repeat(256),
    "é".repeat(127),
    "é".repeat(128),
    "#.@/\\\"'{}"
  };
  private static final byte[][] NO_UTF_8 = {
    {(byte) 0xED, (byte) 0xA0, (byte) 0x80},
    {(byte) 0xC0, (byte) 0x80},
    {(byte) 0xFF},
    {(byte) 0xF4, (byte) 0x90, (byte) 0x80, (byte) 0x80},
    {(byte) 0xE2, (byte) 0x82}
  };
  private static final int MANY = 400;
  private static final int LONG_TEXT = 5_000;

  private final Random random;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private int wildness;
  private int limit;

  WildRecords(Random random) {
    this.random = random;
  }

  /**
   * A record's bytes, without framing.
   *
   * @param oneIn after how many decisions on average one is wild; 0 for never
   * @param most bytes, after which no element is begun
   */
  byte[] of(Schema schema, int oneIn, int most) {
    out.reset();
    wildness = oneIn;
    limit = most;
    write(schema);
    return out.toByteArray();
  }

  private boolean wild() {
    return wildness > 0 && random.nextInt(wildness) == 0;
  }

  private void write(Schema schema) {
    switch (schema.getType()) {
      case NULL -> {}
      case BOOLEAN -> out.write(wild() ? random.nextInt(256) : random.nextInt(2));
      case INT, LONG -> number(schema);
      case FLOAT -> random(4);
      case DOUBLE -> random(8);
      case FIXED -> random(schema.getFixedSize());
      case BYTES -> bytes(schema);
      case STRING -> text();
      case ENUM -> index(schema.getEnumSymbols().size());
      case UNION -> write(schema.getTypes().get(index(schema.getTypes().size())));
      case ARRAY -> elements(schema.getElementType(), false);
      case MAP -> elements(schema.getValueType(), true);
      case RECORD -> record(schema);
    }
  }

  private void record(Schema schema) {
    for (Schema.Field field : schema.getFields()) {
      if (!wild() || random.nextInt(4) > 0) {
        write(field.schema());
      }
    }
  }

  private void number(Schema schema) {
    if (wild()) {
      long number = NUMBERS[random.nextInt(NUMBERS.length)];
      varint(schema.getType() == Schema.Type.INT && random.nextBoolean() ? (int) number : number);
    } else {
      varint(random.nextInt(12));
    }
  }

  /** In range, and returned so: what was written may be another when wild. */
  private int index(int size) {
    int index = random.nextInt(size);
    varint(wild() ? NUMBERS[random.nextInt(NUMBERS.length)] : index);
    return index;
  }

  private void bytes(Schema schema) {
    byte[] value =
        schema.getLogicalType() instanceof LogicalTypes.Decimal
            ? decimal()
            : some(random.nextInt(20));
    length(value.length);
    out.writeBytes(value);
  }

  private byte[] decimal() {
    if (!wild()) {
      return BigInteger.TEN
          .pow(random.nextInt(22))
          .multiply(BigInteger.valueOf(1 + random.nextInt(99)))
          .toByteArray();
    }
    BigInteger value =
        switch (random.nextInt(6)) {
          case 0 -> BigInteger.ZERO;
          case 1 -> LARGEST;
          case 2 -> LARGEST.add(BigInteger.ONE);
          case 3 -> BigInteger.ONE.shiftLeft(random.nextInt(3_000));
          case 4 -> new BigInteger(128, random);
          default -> BigInteger.ONE;
        };
    return padded((random.nextBoolean() ? value : value.negate()).toByteArray());
  }

  /** The same number with more bytes of its sign than it needs, or none at all. */
  private byte[] padded(byte[] number) {
    if (random.nextInt(8) == 0) {
      return new byte[0];
    }
    int more = random.nextInt(3) == 0 ? random.nextInt(2_000) : 0;
    byte[] padded = new byte[more + number.length];
    Arrays.fill(padded, 0, more, (byte) (number[0] < 0 ? -1 : 0));
    System.arraycopy(number, 0, padded, more, number.length);
    return padded;
  }

  private void text() {
    byte[] text = TEXTS[random.nextInt(TEXTS.length)].getBytes(StandardCharsets.UTF_8);
    if (!wild()) {
      text = ("I" + random.nextInt(30)).getBytes(StandardCharsets.UTF_8);
    } else if (random.nextInt(8) == 0) {
      text = NO_UTF_8[random.nextInt(NO_UTF_8.length)];
    } else if (random.nextInt(8) == 0) {
      text = some(random.nextInt(LONG_TEXT));
    }
    length(text.length);
    out.writeBytes(text);
  }

  private void length(int length) {
    varint(wild() && random.nextInt(4) == 0 ? NUMBERS[random.nextInt(NUMBERS.length)] : length);
  }

  private void elements(Schema element, boolean isMap) {
    int blocks = wild() ? random.nextInt(4) : 1;
    for (int block = 0; block < blocks; block++) {
      int count = wild() ? random.nextInt(MANY) : random.nextInt(4);
      if (count > 0 || wild()) {
        count(count);
      }
      for (int i = 0; i < count && out.size() < limit; i++) {
        if (isMap) {
          text();
        }
        write(element);
      }
    }
    if (!wild() || random.nextBoolean()) {
      varint(0);
    }
  }

  /**
   * The elements of a block; negative where its bytes are told too, which they seldom truly are.
   */
  private void count(int count) {
    if (!wild()) {
      varint(count);
    } else if (random.nextBoolean()) {
      varint(NUMBERS[random.nextInt(NUMBERS.length)]);
    } else {
      varint(-count);
      varint(random.nextBoolean() ? random.nextInt(100) : NUMBERS[random.nextInt(NUMBERS.length)]);
    }
  }

  private void random(int count) {
    out.writeBytes(some(count));
  }

  private byte[] some(int count) {
    byte[] bytes = new byte[count];
    random.nextBytes(bytes);
    return bytes;
  }

  private void varint(long value) {
    out.writeBytes(varint(value, wild() ? random.nextInt(11) : 0));
  }

  /** A number as Avro writes it, with more bytes than it needs, as no encoder does. */
  static byte[] varint(long value, int atLeast) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    long rest = value << 1 ^ value >> 63;
    while ((rest & ~0x7FL) != 0 || bytes.size() + 1 < atLeast) {
      bytes.write((int) (rest & 0x7F | 0x80));
      rest >>>= 7;
    }
    bytes.write((int) rest);
    return bytes.toByteArray();
  }

  /** One of the numbers at which something ends. */
  static long number(Random random) {
    return NUMBERS[random.nextInt(NUMBERS.length)];
  }
}
