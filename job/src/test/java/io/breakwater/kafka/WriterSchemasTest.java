package io.breakwater.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.breakwater.oracle.OraclePrice;
import io.breakwater.stream.event.Inbound;
import io.breakwater.value.Refusal;
import io.breakwater.value.RefusedException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.junit.jupiter.api.Test;

/** Schemas that are announced, before the start and while the job runs. */
class WriterSchemasTest {
  private static final Schema TODAY = io.breakwater.schemas.OraclePrice.getClassSchema();
  private static final Schema NEWER = NewerSchemas.schema(NewerSchemas.PRICE);
  private static final long FINGERPRINT = SchemaNormalization.parsingFingerprint64(NEWER);

  private final List<Announcement> onTopic = new ArrayList<>();
  private final AtomicInteger looks = new AtomicInteger();
  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1);
  private String problem;

  private WriterSchemas schemas(Announcement... atStart) {
    Announcements topic =
        () -> {
          looks.incrementAndGet();
          return new Announcements.Look(List.copyOf(onTopic), problem);
        };
    return new WriterSchemas(TODAY, new Announced(List.of(atStart), "schemas", topic), nanos::get);
  }

  private static String refused(Runnable find) {
    RefusedException refused = catchThrowableOfType(RefusedException.class, find::run);
    assertThat(refused.reason()).isEqualTo(Refusal.UNKNOWN_SCHEMA);
    return refused.getMessage();
  }

  @Test
  void whatReleasesHadIsKnownWithoutLooking() {
    assertThat(schemas().ofFingerprint(SchemaNormalization.parsingFingerprint64(TODAY)))
        .isNotNull();
    assertThat(looks).hasValue(0);
  }

  @Test
  void whatWasAnnouncedBeforeTheStartIsKnownWithoutLooking() {
    WriterSchemas schemas = schemas(new Announcement("OraclePrice@7.avsc", NewerSchemas.PRICE));
    assertThat(schemas.ofFingerprint(FINGERPRINT)).isEqualTo(NEWER);
    assertThat(schemas.ofRegistryId(7)).isEqualTo(NEWER);
    assertThat(looks).hasValue(0);
  }

  @Test
  void anUnknownOneSaysHowToAnnounceIt() {
    assertThat(refused(() -> schemas().ofFingerprint(FINGERPRINT)))
        .contains(
            "%016x".formatted(FINGERPRINT),
            "none of OraclePrice",
            ".avsc onto the topic schemas",
            "breakwater.schemas.folder",
            "upgrade the job");
    assertThat(refused(() -> schemas().ofRegistryId(77)))
        .contains("registry's framing", "the schema 77", "ends in @77", "single-object encoding");
  }

  @Test
  void whatIsAnnouncedWhileItRunsIsFoundOneLookAPeriod() {
    WriterSchemas schemas = schemas();
    refused(() -> schemas.ofFingerprint(FINGERPRINT));
    onTopic.add(new Announcement("next@9", NewerSchemas.PRICE));
    for (int i = 0; i < 100; i++) {
      refused(() -> schemas.ofFingerprint(FINGERPRINT));
      refused(() -> schemas.ofRegistryId(9));
    }
    assertThat(looks).hasValue(1);

    nanos.addAndGet(WriterSchemas.PERIOD.toNanos());
    assertThat(schemas.ofFingerprint(FINGERPRINT)).isEqualTo(NEWER);
    assertThat(schemas.ofRegistryId(9)).isEqualTo(NEWER);
    assertThat(looks).hasValue(2);
  }

  @Test
  void oneThatCannotBeReadSaysWhy() {
    onTopic.add(new Announcement("other@3", NewerSchemas.priceOfValue("\"double\"")));
    WriterSchemas schemas = schemas();
    Schema other = NewerSchemas.schema(NewerSchemas.priceOfValue("\"double\""));
    assertThat(
            refused(() -> schemas.ofFingerprint(SchemaNormalization.parsingFingerprint64(other))))
        .contains("is announced, but cannot be read", "DOUBLE");
    assertThat(refused(() -> schemas.ofRegistryId(3))).contains("is announced, but cannot be read");
  }

  @Test
  void aNumberThatIsAnnouncedAnewIsOfTheLaterSchema() {
    WriterSchemas schemas = schemas(new Announcement("a@3.avsc", NewerSchemas.today()));
    assertThat(schemas.ofRegistryId(3)).isEqualTo(TODAY);
    onTopic.add(new Announcement("b@3", NewerSchemas.PRICE));
    refused(() -> schemas.ofRegistryId(4));
    assertThat(schemas.ofRegistryId(3)).isEqualTo(NEWER);
  }

  @Test
  void whatIsNoSchemaOrOfAnotherRecordIsPassedOver() {
    for (String text :
        List.of("", "{", "\"string\"", "[]", "{\"type\": \"record\"}", "null", "[".repeat(5_000))) {
      onTopic.add(new Announcement("bad " + text.length() + "@5", text));
    }
    onTopic.add(
        new Announcement("p@5", io.breakwater.schemas.RiskPolicy.getClassSchema().toString()));
    onTopic.add(new Announcement("next", NewerSchemas.PRICE));
    WriterSchemas schemas = schemas();
    assertThat(schemas.ofFingerprint(FINGERPRINT)).isEqualTo(NEWER);
    refused(() -> schemas.ofRegistryId(5));
  }

  @Test
  void whyTheTopicCannotBeReadIsSaid() {
    problem = "there is no topic schemas: create it, compacted.";
    assertThat(refused(() -> schemas().ofFingerprint(1))).endsWith(" At present " + problem);
  }

  @Test
  void namesStateTheNumbersOfRegistries() {
    assertThat(new Announcement("OraclePrice@12.avsc", "").registryId()).isEqualTo(12);
    assertThat(new Announcement("venue@example@12", "").registryId()).isEqualTo(12);
    assertThat(new Announcement("OraclePrice@4294967296", "").registryId()).isNull();
    assertThat(new Announcement("OraclePrice.avsc", "").registryId()).isNull();
    assertThat(new Announcement("12.avsc", "").registryId()).isNull();
  }

  @Test
  void recordsOfAnAnnouncedSchemaAreReadInBothFramings() {
    Announced announced =
        new Announced(
            List.of(new Announcement("p@7.avsc", NewerSchemas.PRICE)), null, Announcements.NONE);
    byte[] body = NewerSchemas.body();
    for (byte[] value :
        List.of(NewerSchemas.singleObject(NEWER, body), NewerSchemas.registered(7, body))) {
      Inbound<OraclePrice> read =
          Decoders.decode(
              new RecordDecoder<>(OraclePriceRecords.INBOUND, announced), "BTC".getBytes(), value);
      assertThat(read.rejected()).isNull();
      assertThat(read.value().value()).isEqualByComparingTo("7");
      assertThat(read.value().publishTime()).isEqualTo(1_000_000L);
    }
  }
}
