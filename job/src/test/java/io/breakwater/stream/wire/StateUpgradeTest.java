package io.breakwater.stream.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.breakwater.margin.account.AccountRecord;
import io.breakwater.oracle.OraclePrice;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.util.Collector;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Keyed state of one release, restored by the next. */
class StateUpgradeTest {
  private static final Codec<OraclePrice> PRICE = Codecs.ORACLE_PRICE.codec();
  private static final Codec<OraclePrice> NEXT_PRICE = new NextRelease<>(PRICE);
  private static final Codec<AccountRecord> ACCOUNT = Codecs.ACCOUNT_RECORD.codec();
  private static final Codec<AccountRecord> NEXT_ACCOUNT =
      new Versioned<>(new NextRelease<>(AccountRecordCodec.INSTANCE));

  static Stream<StateBackend> backends() {
    return Stream.of(new EmbeddedRocksDBStateBackend(), new HashMapStateBackend());
  }

  @ParameterizedTest
  @MethodSource("backends")
  void migratesWhatSaysNoVersion(StateBackend backend) throws Exception {
    assertUpgrade(backend, PRICE, NEXT_PRICE, Samples.ORACLE_PRICES);
  }

  @ParameterizedTest
  @MethodSource("backends")
  void readsSeveralVersionsSideBySide(StateBackend backend) throws Exception {
    assertUpgrade(backend, ACCOUNT, NEXT_ACCOUNT, Samples.ACCOUNT_RECORDS);
  }

  @ParameterizedTest
  @MethodSource("backends")
  void refusesTheStateOfALaterRelease(StateBackend backend) throws Exception {
    OraclePrice price = Samples.ORACLE_PRICES.get(0);
    OperatorSubtaskState later = run(backend, NEXT_PRICE, null, price).checkpoint();

    assertThatThrownBy(() -> run(backend, PRICE, later, price))
        .hasStackTraceContaining("format oracle-price version 2")
        .hasStackTraceContaining("use the release that wrote the checkpoint");
  }

  /** Stores the first value; the next release finds it, and then what it stored itself. */
  private static <T> void assertUpgrade(
      StateBackend backend, Codec<T> today, Codec<T> next, List<T> values) throws Exception {
    Run<T> before = run(backend, today, null, values.get(0));
    Run<T> upgraded = run(backend, next, before.checkpoint(), values.get(1), values.get(2));

    assertThat(before.found()).isEmpty();
    assertThat(upgraded.found()).containsExactly(values.get(0), values.get(1));
  }

  /**
   * A run of the job.
   *
   * @param found what was in state when each value came, if anything
   * @param checkpoint after the last value was stored
   */
  private record Run<T>(List<T> found, OperatorSubtaskState checkpoint) {}

  @SafeVarargs
  private static <T> Run<T> run(
      StateBackend backend, Codec<T> codec, OperatorSubtaskState restored, T... values)
      throws Exception {
    var job =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new KeyedProcessOperator<>(new Exchange<>(codec)), any -> "key", Types.STRING);
    try {
      job.setStateBackend(backend);
      job.setup(new CodecSerializer<>(codec));
      if (restored != null) {
        job.initializeState(restored);
      }
      job.open();
      for (T value : values) {
        job.processElement(value, 0);
      }
      return new Run<>(job.extractOutputValues(), job.snapshot(1, 1));
    } finally {
      job.close();
    }
  }

  /** Emits what is stored, if anything, and stores what comes. */
  private static final class Exchange<T> extends KeyedProcessFunction<String, T, T> {
    private static final long serialVersionUID = 1L;

    private final Codec<T> codec;

    private Exchange(Codec<T> codec) {
      this.codec = codec;
    }

    @Override
    public void processElement(T value, Context context, Collector<T> out) throws Exception {
      ValueState<T> state =
          getRuntimeContext()
              .getState(new ValueStateDescriptor<>("value", new CodecSerializer<>(codec)));
      T stored = state.value();
      if (stored != null) {
        out.collect(stored);
      }
      state.update(value);
    }
  }
}
