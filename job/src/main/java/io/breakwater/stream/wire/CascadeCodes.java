package io.breakwater.stream.wire;

import io.breakwater.cascade.Bound;
import io.breakwater.cascade.Flag;
import io.breakwater.cascade.Side;
import io.breakwater.cascade.record.AggregateKind;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** The stable numbers of what aggregates are made of. */
final class CascadeCodes {
  static final EnumCodes<Side> SIDES =
      new EnumCodes<>(
          Side.class,
          side ->
              switch (side) {
                case DOWN -> 1;
                case UP -> 2;
              });

  static final EnumCodes<Bound> BOUNDS =
      new EnumCodes<>(
          Bound.class,
          bound ->
              switch (bound) {
                case POINT -> 1;
                case UPPER -> 2;
              });

  static final EnumCodes<Flag> FLAGS =
      new EnumCodes<>(
          Flag.class,
          flag ->
              switch (flag) {
                case DEPTH_STALE -> 1;
                case DEPTH_EXTRAPOLATED -> 2;
                case IMPACT_FALLBACK -> 3;
                case IMPACT_MISSING -> 4;
                case PRICE_DEGRADED -> 5;
                case PRICE_RECOVERING -> 6;
                case PRICE_HALTED -> 7;
                case PRICE_UNJUDGED -> 8;
                case PENDING_ACCOUNTS -> 9;
                case HELD_ACCOUNTS -> 10;
                case TOO_LARGE -> 11;
              });

  static final EnumCodes<AggregateKind> KINDS =
      new EnumCodes<>(
          AggregateKind.class,
          kind ->
              switch (kind) {
                case LIQUIDATION_LEVELS -> 1;
                case DEPTH_COVERAGE -> 2;
                case CASCADE_PROJECTION -> 3;
                case BACKLOG -> 4;
                case BAD_DEBT -> 5;
                case HEALTH_DISTRIBUTION -> 6;
                case CONCENTRATION -> 7;
                case ORACLE_QUALITY -> 8;
                case LEVERAGE -> 9;
              });

  private CascadeCodes() {}

  static void writeDecimals(List<BigDecimal> decimals, DataOutputView out) throws IOException {
    Wire.writeList(decimals, Wire::writeDecimal, out);
  }

  static List<BigDecimal> readDecimals(DataInputView in) throws IOException {
    return Wire.readList(Wire::readDecimal, in);
  }
}
