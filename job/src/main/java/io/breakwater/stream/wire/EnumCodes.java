package io.breakwater.stream.wire;

import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** The stable numbers, 0 to 255, by which the constants of an enum are stored: one byte each. */
final class EnumCodes<E extends Enum<E>> {
  private final Class<E> type;
  private final ToIntFunction<E> code;
  private final Map<Integer, E> byCode;

  /**
   * @throws IllegalStateException when two constants have the same code
   */
  EnumCodes(Class<E> type, ToIntFunction<E> code) {
    this.type = type;
    this.code = code;
    this.byCode =
        Arrays.stream(type.getEnumConstants())
            .collect(Collectors.toUnmodifiableMap(code::applyAsInt, Function.identity()));
  }

  void write(E constant, DataOutputView out) throws IOException {
    out.writeByte(code.applyAsInt(constant));
  }

  E read(DataInputView in) throws IOException {
    return constant(in.readUnsignedByte());
  }

  private E constant(int stored) throws IOException {
    E constant = byCode.get(stored);
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
