package io.breakwater.stream.wire;

import io.breakwater.oracle.FactorValue;
import io.breakwater.oracle.Product;
import io.breakwater.oracle.RiskFactor;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Factors and their values, as the formats of market events and of parameters hold them.
 *
 * <p>They have no version of their own: a change of these bytes is a new version of both formats.
 */
final class Factors {
  private Factors() {}

  static void writeFactor(RiskFactor factor, DataOutputView out) throws IOException {
    out.writeInt(factor.integer());
    Wire.writeText(factor.id(), out);
    Wire.writeNullable(factor.product(), Factors::writeProduct, out);
  }

  static RiskFactor readFactor(DataInputView in) throws IOException {
    return new RiskFactor(
        in.readInt(), Wire.readText(in), Wire.readNullable(Factors::readProduct, in));
  }

  static void writeProduct(Product product, DataOutputView out) throws IOException {
    Wire.writeText(product.left(), out);
    Wire.writeText(product.right(), out);
  }

  static Product readProduct(DataInputView in) throws IOException {
    return new Product(Wire.readText(in), Wire.readText(in));
  }

  static void writeValue(FactorValue value, DataOutputView out) throws IOException {
    out.writeInt(value.factor());
    out.writeLong(value.units());
    out.writeByte(value.scale());
    out.writeBoolean(value.halted());
  }

  static FactorValue readValue(DataInputView in) throws IOException {
    return new FactorValue(in.readInt(), in.readLong(), in.readByte(), in.readBoolean());
  }
}
