package io.breakwater.kafka;

import io.breakwater.stream.event.Inbound;
import io.breakwater.value.Limits;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecordBase;

/**
 * One input topic: how its records are read and written, valid ones, and all the schemas that they
 * may have.
 *
 * @param <A> generated class
 * @param <T> domain value
 */
final class FuzzedTopic<A extends SpecificRecordBase, T> {
  /** Fields that a release to come may have, which today's reader passes over. */
  private static final String MORE =
      """
      ,{"name":"xTags","type":{"type":"array","items":"string"}},
      {"name":"xMap","type":{"type":"map","values":["null","bytes","double"]}},
      {"name":"xFixed","type":{"type":"fixed","name":"XFixed","size":3}},
      {"name":"xDeep","type":{"type":"array","items":{"type":"array","items":"boolean"}}}]}
      """;

  private final InboundRecord<A, T> record;
  private final Function<T, A> toAvro;
  private final Supplier<T> valid;
  private final List<Schema> schemas = new ArrayList<>();
  private final RecordDecoder<A, T> decoder;
  private final RecordDecoder<A, T> again;
  private final RecordEncoder<A, A> encoder = new RecordEncoder<>(same -> same);

  FuzzedTopic(InboundRecord<A, T> record, Function<T, A> toAvro, Supplier<T> valid) {
    this.record = record;
    this.toAvro = toAvro;
    this.valid = valid;
    Schema today = SpecificData.get().getSchema(record.type());
    String text = today.toString();
    String newer = text.substring(0, text.length() - 2) + MORE;
    schemas.add(today);
    schemas.add(new Schema.Parser().parse(newer));
    Announced announced =
        new Announced(
            List.of(new Announcement("a@0", text), new Announcement("b@1", newer)),
            null,
            Announcements.NONE);
    decoder = new RecordDecoder<>(record, announced);
    again = new RecordDecoder<>(record, announced);
  }

  /** All input topics. */
  static List<FuzzedTopic<?, ?>> all(RandomValues values) {
    return List.of(
        new FuzzedTopic<>(OraclePriceRecords.INBOUND, OraclePriceRecords::toAvro, values::price),
        new FuzzedTopic<>(
            AccountUpdateRecords.INBOUND, AccountUpdateRecords::toAvro, values::accountUpdate),
        new FuzzedTopic<>(
            RiskFactorParametersRecords.INBOUND,
            RiskFactorParametersRecords::toAvro,
            values::factor),
        new FuzzedTopic<>(
            InstrumentParametersRecords.INBOUND,
            InstrumentParametersRecords::toAvro,
            values::instrument),
        new FuzzedTopic<>(RiskPolicyRecords.INBOUND, RiskPolicyRecords::toAvro, values::policy),
        new FuzzedTopic<>(MarketDepthRecords.INBOUND, MarketDepthRecords::toAvro, values::depth),
        new FuzzedTopic<>(
            InsuranceFundRecords.INBOUND, InsuranceFundRecords::toAvro, values::fund));
  }

  String name() {
    return record.type().getSimpleName();
  }

  /** Schemas that it is read with: today's, and one of more fields. */
  List<Schema> schemas() {
    return schemas;
  }

  byte[] validRecord() {
    return encoder.serialize(toAvro.apply(valid.get()));
  }

  /** What a decoder makes of bytes. */
  Inbound<T> decode(byte[] key, byte[] value) {
    return Decoders.decode(decoder, key, value);
  }

  /** What is kept of a record that is rejected: of one that is too large its beginning. */
  byte[] kept(byte[] value) {
    return value.length <= record.bounds().bytes()
        ? value
        : Arrays.copyOf(value, Limits.KEPT_OF_TOO_LARGE);
  }

  /**
   * The key that a record ought to have.
   *
   * @param value that can be read
   */
  byte[] keyOf(byte[] value) throws IOException {
    boolean registered = RegistryFraming.isFramed(value);
    int start = registered ? RegistryFraming.HEADER : SingleObject.HEADER;
    Schema writer =
        registered
            ? schemas.get(RegistryFraming.id(value))
            : writer(SingleObject.fingerprint(value));
    var bytes = DecoderFactory.get().binaryDecoder(value, start, value.length - start, null);
    A read = new SpecificDatumReader<A>(writer, schemas.get(0)).read(null, bytes);
    return record.key().of(read).getBytes(StandardCharsets.UTF_8);
  }

  private Schema writer(long fingerprint) {
    return schemas.stream()
        .filter(schema -> SchemaNormalization.parsingFingerprint64(schema) == fingerprint)
        .findFirst()
        .orElseThrow();
  }

  /** What an accepted value is after it was written and read again. */
  Inbound<T> reread(Inbound<?> accepted, byte[] key) {
    @SuppressWarnings("unchecked")
    T value = (T) accepted.value();
    return Decoders.decode(again, key, encoder.serialize(toAvro.apply(value)));
  }
}
