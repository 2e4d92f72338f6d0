package io.breakwater.local.recovery;

import io.breakwater.kafka.HealthTransitionRecords;
import io.breakwater.kafka.LiquidationTriggerRecords;
import io.breakwater.schemas.AccountUpdate;
import io.breakwater.schemas.HealthTransition;
import io.breakwater.schemas.LiquidationTrigger;
import io.breakwater.schemas.OraclePrice;
import io.breakwater.schemas.PriceQuality;
import io.breakwater.schemas.RejectedRecord;
import io.breakwater.stream.event.TriggerMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;

/** Records as they read after a way through a topic: their decimals have the schema's scale. */
final class Written {
  private Written() {}

  static HealthTransition of(io.breakwater.margin.trigger.HealthTransition transition) {
    try {
      return HealthTransition.fromByteBuffer(
          HealthTransitionRecords.toAvro(transition).toByteBuffer());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static LiquidationTrigger of(io.breakwater.margin.trigger.LiquidationTrigger trigger) {
    try {
      return LiquidationTrigger.fromByteBuffer(
          LiquidationTriggerRecords.toAvro(TriggerMessage.of(trigger)).toByteBuffer());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A record as a producer writes it. */
  static byte[] bytes(AccountUpdate update) {
    return bytesOf(update::toByteBuffer);
  }

  /** A record as a producer writes it. */
  static byte[] bytes(OraclePrice price) {
    return bytesOf(price::toByteBuffer);
  }

  /** What writes a record. */
  interface Encoding {
    ByteBuffer encode() throws IOException;
  }

  /** A record of any kind as a producer writes it. */
  static byte[] bytesOf(Encoding encoding) {
    try {
      ByteBuffer buffer = encoding.encode();
      byte[] bytes = new byte[buffer.remaining()];
      buffer.get(bytes);
      return bytes;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static LiquidationTrigger trigger(byte[] value) {
    try {
      return LiquidationTrigger.fromByteBuffer(ByteBuffer.wrap(value));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static HealthTransition transition(byte[] value) {
    try {
      return HealthTransition.fromByteBuffer(ByteBuffer.wrap(value));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static RejectedRecord rejected(byte[] value) {
    try {
      return RejectedRecord.fromByteBuffer(ByteBuffer.wrap(value));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static PriceQuality quality(byte[] value) {
    try {
      return PriceQuality.fromByteBuffer(ByteBuffer.wrap(value));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
