package io.breakwater.stream.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatObject;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.breakwater.margin.account.AccountRecord;
import io.breakwater.oracle.OraclePrice;
import java.io.IOException;
import java.util.stream.Stream;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSchemaCompatibility;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CodecSerializerTest {
  private static final Codec<OraclePrice> PRICE = Codecs.ORACLE_PRICE.codec();
  private static final Codec<OraclePrice> NEXT_PRICE = new NextRelease<>(PRICE);
  private static final OraclePrice SAMPLE = Samples.ORACLE_PRICES.get(0);

  static Stream<Format<?>> formats() {
    return Format.all();
  }

  private static <T> byte[] bytes(TypeSerializer<T> serializer, T value) throws IOException {
    return StoredBytes.of(value, serializer::serialize);
  }

  @Nested
  class Contract {
    @ParameterizedTest
    @MethodSource("io.breakwater.stream.wire.CodecSerializerTest#formats")
    <T> void needsNoGenericTypes(Format<T> format) throws IOException {
      Configuration noKryo = new Configuration();
      noKryo.set(PipelineOptions.GENERIC_TYPES, false);

      TypeSerializer<T> serializer =
          format.type().createSerializer(new SerializerConfigImpl(noKryo));

      T sample = format.samples().get(0);
      assertThatObject(StoredBytes.read(bytes(serializer, sample), serializer::deserialize))
          .isEqualTo(sample);
      assertThatObject(sample).isInstanceOf(format.type().getTypeClass());
    }

    @ParameterizedTest
    @MethodSource("io.breakwater.stream.wire.CodecSerializerTest#formats")
    <T> void travelsToTheTaskManagers(Format<T> format) throws Exception {
      TypeSerializer<T> serializer = new CodecSerializer<>(format.codec());

      assertThat(InstantiationUtil.clone(serializer))
          .isEqualTo(serializer)
          .hasSameHashCodeAs(serializer);
      assertThat(InstantiationUtil.clone(format.type()))
          .isEqualTo(format.type())
          .hasSameHashCodeAs(format.type());
    }

    @Test
    void copiesNothing() {
      TypeSerializer<OraclePrice> serializer = new CodecSerializer<>(PRICE);

      assertThat(serializer.copy(SAMPLE)).isSameAs(SAMPLE);
      assertThat(serializer.copy(SAMPLE, SAMPLE)).isSameAs(SAMPLE);
      assertThat(serializer.duplicate()).isSameAs(serializer);
      assertThat(serializer.isImmutableType()).isTrue();
      assertThat(serializer.getLength()).isEqualTo(-1);
    }

    @Test
    void copiesBytes() throws IOException {
      TypeSerializer<OraclePrice> serializer = new CodecSerializer<>(PRICE);
      byte[] bytes = bytes(serializer, SAMPLE);
      DataOutputSerializer out = new DataOutputSerializer(64);

      serializer.copy(new DataInputDeserializer(bytes), out);

      assertThat(out.getCopyOfBuffer()).isEqualTo(bytes);
    }

    @Test
    void formatsDiffer() {
      assertThat(new CodecSerializer<>(PRICE))
          .isNotEqualTo(new CodecSerializer<>(NEXT_PRICE))
          .isNotEqualTo(new CodecSerializer<>(Codecs.MARKET_EVENT.codec()));
      assertThat(Codecs.INBOUND_PRICE)
          .isNotEqualTo(Codecs.INBOUND_ACCOUNT)
          .isNotEqualTo(Codecs.ORACLE_PRICE);
    }
  }

  @Nested
  class Snapshots {
    private static <T> TypeSerializerSnapshot<T> stored(Codec<T> codec) throws IOException {
      DataOutputSerializer out = new DataOutputSerializer(64);
      TypeSerializerSnapshot.writeVersionedSnapshot(
          out, new CodecSerializer<>(codec).snapshotConfiguration());
      return TypeSerializerSnapshot.readVersionedSnapshot(
          new DataInputDeserializer(out.getCopyOfBuffer()), Snapshots.class.getClassLoader());
    }

    private static <T> TypeSerializerSchemaCompatibility<T> resolve(
        Codec<T> now, TypeSerializerSnapshot<T> stored) {
      return new CodecSerializer<>(now).snapshotConfiguration().resolveSchemaCompatibility(stored);
    }

    @ParameterizedTest
    @MethodSource("io.breakwater.stream.wire.CodecSerializerTest#formats")
    <T> void sameVersionIsReadAsItIs(Format<T> format) throws IOException {
      TypeSerializerSnapshot<T> stored = stored(format.codec());

      assertThat(resolve(format.codec(), stored).isCompatibleAsIs()).isTrue();
      assertThat(stored.restoreSerializer()).isEqualTo(new CodecSerializer<>(format.codec()));
    }

    @Test
    void earlierVersionIsMigrated() throws IOException {
      TypeSerializerSnapshot<OraclePrice> stored = stored(PRICE);
      byte[] old = bytes(stored.restoreSerializer(), SAMPLE);

      assertThat(resolve(NEXT_PRICE, stored).isCompatibleAfterMigration()).isTrue();

      TypeSerializer<OraclePrice> reader = new CodecSerializer<>(NEXT_PRICE, 1);
      OraclePrice read = StoredBytes.read(old, reader::deserialize);
      TypeSerializer<OraclePrice> writer = new CodecSerializer<>(NEXT_PRICE);
      assertThat(read).isEqualTo(SAMPLE);
      assertThatObject(StoredBytes.read(bytes(writer, read), writer::deserialize))
          .isEqualTo(SAMPLE);
    }

    @Test
    void earlierVersionIsNotWritten() {
      TypeSerializer<OraclePrice> reader = new CodecSerializer<>(NEXT_PRICE, 1);

      assertThatThrownBy(() -> bytes(reader, SAMPLE))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("format oracle-price version 1 is only read; this release writes version 2.");
    }

    @Test
    void earlierVersionStaysWhereValuesSayTheirOwn() throws IOException {
      Codec<AccountRecord> today = Codecs.ACCOUNT_RECORD.codec();
      Codec<AccountRecord> next = new Versioned<>(new NextRelease<>(AccountRecordCodec.INSTANCE));
      AccountRecord sample = Samples.ACCOUNT_RECORDS.get(1);

      assertThat(resolve(next, stored(today)).isCompatibleAsIs()).isTrue();
      assertThatObject(StoredBytes.read(next, StoredBytes.of(today, sample))).isEqualTo(sample);
      assertThatObject(StoredBytes.read(next, StoredBytes.of(next, sample))).isEqualTo(sample);
    }

    @Test
    void laterVersionIsRefused() throws IOException {
      TypeSerializerSnapshot<OraclePrice> stored = stored(NEXT_PRICE);

      assertThat(resolve(PRICE, stored).isIncompatible()).isTrue();
      assertThatThrownBy(stored::restoreSerializer)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("format oracle-price version 2")
          .hasMessageContaining("reads versions 1 to 1: use the release that wrote");
    }

    @Test
    void otherFormatIsRefused() throws IOException {
      @SuppressWarnings("unchecked")
      TypeSerializerSnapshot<OraclePrice> stored =
          (TypeSerializerSnapshot<OraclePrice>)
              (TypeSerializerSnapshot<?>) stored(Codecs.MARKET_EVENT.codec());

      assertThat(resolve(PRICE, stored).isIncompatible()).isTrue();
    }

    @Test
    void formatThatThisReleaseLacksIsRefused() throws IOException {
      TypeSerializerSnapshot<OraclePrice> stored = stored(new Versioned<>(PRICE));

      assertThatThrownBy(stored::restoreSerializer)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("format versioned-oracle-price, which this release does not have");
    }

    @Test
    void laterLayoutIsRefused() {
      assertThatThrownBy(
              () ->
                  new CodecSerializerSnapshot<>()
                      .readSnapshot(
                          2, new DataInputDeserializer(new byte[8]), getClass().getClassLoader()))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("has layout 2");
    }
  }
}
