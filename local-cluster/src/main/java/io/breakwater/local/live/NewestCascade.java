package io.breakwater.local.live;

import io.breakwater.schemas.CascadeProjection;
import io.breakwater.schemas.LiquidationLevels;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;

/**
 * The newest ladder and projection of the price of which most is liquidatable or becomes so. Not
 * thread-safe.
 */
final class NewestCascade {
  private static final int MARK_BYTES = 2;
  private static final byte[] LEVELS = fingerprint(LiquidationLevels.getClassSchema());
  private static final byte[] PROJECTION = fingerprint(CascadeProjection.getClassSchema());

  private final Map<String, LiquidationLevels> levels = new HashMap<>();
  private final Map<String, CascadeProjection> projections = new HashMap<>();
  private Instant told = Instant.MIN;

  private static byte[] fingerprint(Schema schema) {
    try {
      return SchemaNormalization.parsingFingerprint("CRC-64-AVRO", schema);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Avro has no fingerprints", e);
    }
  }

  /** A record of the topic of aggregates. */
  void take(byte[] record) throws IOException {
    byte[] fingerprint =
        Arrays.copyOfRange(record, MARK_BYTES, Math.min(record.length, MARK_BYTES + LEVELS.length));
    ByteBuffer bytes = ByteBuffer.wrap(record);
    if (Arrays.equals(fingerprint, LEVELS)) {
      LiquidationLevels taken = LiquidationLevels.fromByteBuffer(bytes);
      levels.put(taken.getPrice(), taken);
    } else if (Arrays.equals(fingerprint, PROJECTION)) {
      CascadeProjection taken = CascadeProjection.fromByteBuffer(bytes);
      projections.put(taken.getPrice(), taken);
    }
  }

  /** What is said of it; nothing where that has been said. */
  List<String> lines() {
    LiquidationLevels largest = null;
    BigDecimal most = BigDecimal.ZERO;
    for (LiquidationLevels each : levels.values()) {
      BigDecimal notional =
          each.getValues().getCells().stream()
              .map(cell -> cell.getNotionalAtTrigger())
              .reduce(BigDecimal.ZERO, BigDecimal::add);
      if (notional.compareTo(most) > 0) {
        largest = each;
        most = notional;
      }
    }
    if (largest == null || !largest.getAsOf().isAfter(told)) {
      return List.of();
    }
    CascadeProjection projection = projections.get(largest.getPrice());
    if (projection == null || !projection.getAsOf().equals(largest.getAsOf())) {
      return List.of();
    }
    told = largest.getAsOf();
    return CascadeLines.of(largest, projection);
  }
}
