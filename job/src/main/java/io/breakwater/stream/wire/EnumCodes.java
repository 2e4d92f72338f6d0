package io.breakwater.stream.wire;

import java.io.IOException;
import java.util.Arrays;
import java.util.function.ToIntFunction;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** The stable numbers, 0 to 255, by which the constants of an enum are stored: one byte each. */
final class EnumCodes<E extends Enum<E>> {
  private static final int CODES = 256;

  private final Class<E> type;
  private final ToIntFunction<E> code;
  private final E[] byCode;

  /**
   * @throws IllegalStateException when two constants have the same code
   */
  EnumCodes(Class<E> type, ToIntFunction<E> code) {
    this.type = type;
    this.code = code;
    this.byCode = byCode(type, code);
  }

  private static <E extends Enum<E>> E[] byCode(Class<E> type, ToIntFunction<E> code) {
    E[] byCode = Arrays.copyOf(type.getEnumConstants(), CODES);
    Arrays.fill(byCode, null);
    for (E constant : type.getEnumConstants()) {
      int number = code.applyAsInt(constant);
      if (byCode[number] != null) {
        throw new IllegalStateException(
            "%s and %s have the code %d.".formatted(byCode[number], constant, number));
      }
      byCode[number] = constant;
    }
    return byCode;
  }

  void write(E constant, DataOutputView out) throws IOException {
    out.writeByte(code.applyAsInt(constant));
  }

  E read(DataInputView in) throws IOException {
    return constant(in.readUnsignedByte());
  }

  private E constant(int stored) throws IOException {
    E constant = byCode[stored];
    if (constant == null) {
      throw new IOException("no " + type.getSimpleName() + " has the code " + stored + ".");
    }
    return constant;
  }

  /** Null as the number 0, which no constant that may be left out has. */
  void writeNullable(E constant, DataOutputView out) throws IOException {
    out.writeByte(constant == null ? 0 : code.applyAsInt(constant));
  }

  E readNullable(DataInputView in) throws IOException {
    int stored = in.readUnsignedByte();
    return stored == 0 ? null : constant(stored);
  }
}
