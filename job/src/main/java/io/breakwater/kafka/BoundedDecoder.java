package io.breakwater.kafka;

import io.breakwater.value.Limits;
import io.breakwater.value.Refusal;
import io.breakwater.value.RefusedException;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.Decoder;
import org.apache.avro.util.Utf8;

/**
 * Avro's binary decoder, which stops where a record has more array elements than it may, before it
 * makes an object of the next, or a decimal with more bytes than one needs. Bytes of input records
 * are decimals and nothing else. Not thread safe.
 */
final class BoundedDecoder extends Decoder {
  private BinaryDecoder in;
  private RecordBounds bounds;
  private long items;

  /** Begins a record. */
  BoundedDecoder of(BinaryDecoder decoder, RecordBounds its) {
    in = decoder;
    bounds = its;
    items = 0;
    return this;
  }

  private long counted(long block) {
    items += block;
    if (items > bounds.items()) {
      throw new RefusedException(
          Refusal.TOO_LARGE,
          "the record lists more than %,d things, which none of its kind may: divide it, or list fewer."
              .formatted(bounds.items()));
    }
    return block;
  }

  @Override
  public ByteBuffer readBytes(ByteBuffer old) throws IOException {
    ByteBuffer bytes = in.readBytes(old);
    if (bytes.remaining() > Limits.DECIMAL_BYTES) {
      throw new RefusedException(
          Refusal.OUT_OF_RANGE,
          "a decimal has %,d bytes, and may have %d: decimal(38,18) needs 16; write no padding."
              .formatted(bytes.remaining(), Limits.DECIMAL_BYTES));
    }
    return bytes;
  }

  @Override
  public long readArrayStart() throws IOException {
    return counted(in.readArrayStart());
  }

  @Override
  public long arrayNext() throws IOException {
    return counted(in.arrayNext());
  }

  @Override
  public long skipArray() throws IOException {
    return in.skipArray();
  }

  @Override
  public void readNull() throws IOException {
    in.readNull();
  }

  @Override
  public boolean readBoolean() throws IOException {
    return in.readBoolean();
  }

  @Override
  public int readInt() throws IOException {
    return in.readInt();
  }

  @Override
  public long readLong() throws IOException {
    return in.readLong();
  }

  @Override
  public float readFloat() throws IOException {
    return in.readFloat();
  }

  @Override
  public double readDouble() throws IOException {
    return in.readDouble();
  }

  @Override
  public Utf8 readString(Utf8 old) throws IOException {
    return in.readString(old);
  }

  @Override
  public String readString() throws IOException {
    return in.readString();
  }

  @Override
  public void skipString() throws IOException {
    in.skipString();
  }

  @Override
  public void skipBytes() throws IOException {
    in.skipBytes();
  }

  @Override
  public void readFixed(byte[] bytes, int start, int length) throws IOException {
    in.readFixed(bytes, start, length);
  }

  @Override
  public void skipFixed(int length) throws IOException {
    in.skipFixed(length);
  }

  @Override
  public int readEnum() throws IOException {
    return in.readEnum();
  }

  @Override
  public long readMapStart() throws IOException {
    return counted(in.readMapStart());
  }

  @Override
  public long mapNext() throws IOException {
    return counted(in.mapNext());
  }

  @Override
  public long skipMap() throws IOException {
    return in.skipMap();
  }

  @Override
  public int readIndex() throws IOException {
    return in.readIndex();
  }
}
