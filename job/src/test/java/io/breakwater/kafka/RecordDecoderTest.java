package io.breakwater.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertAll;

import io.breakwater.margin.account.AccountChange;
import io.breakwater.margin.account.Balance;
import io.breakwater.margin.account.Position;
import io.breakwater.margin.terms.InstrumentFactors;
import io.breakwater.schemas.AccountClosed;
import io.breakwater.schemas.AccountParts;
import io.breakwater.schemas.AccountSnapshot;
import io.breakwater.schemas.AccountUpdate;
import io.breakwater.schemas.BalanceSide;
import io.breakwater.schemas.BalanceState;
import io.breakwater.schemas.DepthPoint;
import io.breakwater.schemas.FactorKind;
import io.breakwater.schemas.FactorTerms;
import io.breakwater.schemas.InstrumentKind;
import io.breakwater.schemas.InstrumentParameters;
import io.breakwater.schemas.InsuranceFund;
import io.breakwater.schemas.MarginParameters;
import io.breakwater.schemas.MarginTier;
import io.breakwater.schemas.MarketDepth;
import io.breakwater.schemas.OraclePrice;
import io.breakwater.schemas.PolicyTerms;
import io.breakwater.schemas.PositionState;
import io.breakwater.schemas.RiskFactorParameters;
import io.breakwater.schemas.RiskPolicy;
import io.breakwater.schemas.ScheduledFactorTerms;
import io.breakwater.stream.JobClock;
import io.breakwater.stream.event.Inbound;
import io.breakwater.stream.event.RejectedRecord;
import io.breakwater.value.PriceScale;
import io.breakwater.value.Refusal;
import io.breakwater.value.RefusedException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class RecordDecoderTest {
  private static final Instant TIME = Instant.parse("2025-04-07T01:02:03.456789Z");
  private static final long MICROS = 1_743_987_723_456_789L;

  @Nested
  class KeysAndTimes {
    private final long now = TIME.toEpochMilli();

    private Inbound<?> decode(byte[] key, Instant publishTime, long now) {
      OraclePrice price = price().build();
      price.setPublishTime(publishTime);
      return new RecordDecoder<>(OraclePriceRecords.INBOUND, Announced.NOTHING)
          .decode(new ConsumerRecord<>("prices", 0, 7, key, Decoders.bytes(price)), now);
    }

    private byte[] utf8(String text) {
      return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void aKeyThatIsNotTheIdIsRejected() {
      assertThat(decode(utf8("BTC"), TIME, now).rejected()).isNull();
      for (byte[] key : new byte[][] {null, {}, utf8("ETH"), utf8("BTC "), {-1, -2}}) {
        RejectedRecord rejected = decode(key, TIME, now).rejected();
        assertThat(rejected.reason()).isEqualTo(Refusal.KEY_MISMATCH);
        assertThat(rejected.message()).contains("'BTC'").contains("set the producer's key");
      }
    }

    @Test
    void aTimeAheadOfTheClockIsRejectedAndOneThatIsALittleFastIsNot() {
      Instant latest = TIME.truncatedTo(ChronoUnit.MILLIS).plusSeconds(5);
      assertThat(decode(utf8("BTC"), latest, now).rejected()).isNull();
      for (Instant ahead :
          List.of(latest.plusNanos(1_000), Instant.parse("9999-12-31T00:00:00Z"))) {
        RejectedRecord rejected = decode(utf8("BTC"), ahead, now).rejected();
        assertThat(rejected.reason()).isEqualTo(Refusal.AHEAD_OF_CLOCK);
        assertThat(rejected.message()).contains(ahead.toString()).contains("5 s");
      }
    }

    @Test
    void theEventClockGoesByTheBrokerAndTheSystemClockByTheWall() {
      ConsumerRecord<byte[], byte[]> kafka = appendedAt(123);
      long before = System.currentTimeMillis();

      assertThat(new EdgeClock(JobClock.EVENT).now(kafka)).isEqualTo(123);
      assertThat(new EdgeClock(JobClock.SYSTEM).now(kafka)).isGreaterThanOrEqualTo(before);
      assertThat(new EdgeClock(JobClock.EVENT).now(appendedAt(-1))).isGreaterThanOrEqualTo(before);
    }

    private ConsumerRecord<byte[], byte[]> appendedAt(long timestamp) {
      return new ConsumerRecord<>(
          "prices",
          0,
          7,
          timestamp,
          TimestampType.LOG_APPEND_TIME,
          0,
          0,
          null,
          null,
          new RecordHeaders(),
          Optional.empty());
    }
  }

  @Test
  void aPositionWithoutEntryPriceIsRejectedAndARemovalNeedsNone() {
    assertThat(entered("1", "0").reason()).isEqualTo(Refusal.MISSING_VALUE);
    assertThat(entered("-1", "0").message()).contains("position in BTC", "entryPrice");
    assertThat(entered("1", "0.000000000000000001")).isNull();
    assertThat(entered("0", "0")).isNull();
  }

  private static RejectedRecord entered(String size, String entryPrice) {
    PositionState position =
        PositionState.newBuilder()
            .setInstrument("BTC")
            .setSize(new BigDecimal(size).setScale(18))
            .setEntryPrice(new BigDecimal(entryPrice).setScale(18))
            .build();
    byte[] value = Decoders.bytes(new AccountUpdate("alice", 1L, TIME, position));
    return Decoders.decode(
            new RecordDecoder<>(AccountUpdateRecords.INBOUND, Announced.NOTHING),
            Decoders.keyOf(value),
            value)
        .rejected();
  }

  @Nested
  class Bytes {

    @Test
    void aTombstoneIsAMissingValue() {
      RejectedRecord rejected = Decoders.rejected(InstrumentParametersRecords.INBOUND, null);

      assertThat(rejected.reason()).isEqualTo(Refusal.MISSING_VALUE);
      assertThat(rejected.message()).contains("tombstones");
      assertThat(rejected.origin()).isEqualTo(Decoders.origin(new byte[0]));
      assertThat(rejected.origin().raw()).isEmpty();
    }

    @Test
    void bytesWithoutTheHeaderAreUndecodable() {
      assertRejected(new byte[0], Refusal.UNDECODABLE, "single-object");
      assertRejected("{\"price\": 1}".getBytes(), Refusal.UNDECODABLE, "single-object");
      assertRejected(new byte[] {(byte) 0xC3, 1}, Refusal.UNDECODABLE, "single-object");
      assertRejected(new byte[] {0, 0, 0, 0}, Refusal.UNDECODABLE, "registry");
    }

    @Test
    void aFingerprintThatIsInNoReleaseIsAnUnknownSchema() {
      byte[] bytes = Decoders.bytes(price().build());
      bytes[5] ^= 1;
      assertRejected(bytes, Refusal.UNKNOWN_SCHEMA, "fingerprint");
    }

    @Test
    void aRegistrysFramingWithANumberThatNobodyAnnouncedIsAnUnknownSchema() {
      assertRejected(
          new byte[] {0, 0, 0, 0, 7, 1, 2, 3},
          Refusal.UNKNOWN_SCHEMA,
          "the schema 7 is not announced");
      assertRejected(new byte[] {0, -1, -1, -1, -1}, Refusal.UNKNOWN_SCHEMA, "the schema -1");
    }

    @Test
    void aRecordOfAnotherTopicIsAnUnknownSchema() {
      byte[] bytes = Decoders.bytes(RiskPolicy.newBuilder().build());
      assertRejected(bytes, Refusal.UNKNOWN_SCHEMA, "OraclePrice");
    }

    @Test
    void bytesThatEndEarlyAreUndecodable() {
      byte[] bytes = Decoders.bytes(price().build());
      for (int length = SingleObject.HEADER; length < bytes.length; length++) {
        assertRejected(Arrays.copyOf(bytes, length), Refusal.UNDECODABLE, "end");
      }
    }

    @Test
    void bytesAfterTheRecordAreUndecodable() {
      byte[] bytes = Decoders.bytes(price().build());
      assertRejected(Arrays.copyOf(bytes, bytes.length + 1), Refusal.UNDECODABLE, "are left");
    }

    @Test
    void aLengthOfGigabytesIsUndecodable() throws IOException {
      assertRejected(
          afterHeader(out -> writeLong(out, 2_000_000_000L)), Refusal.UNDECODABLE, "end");
      assertRejected(afterHeader(out -> writeLong(out, Long.MAX_VALUE)), Refusal.UNDECODABLE, "");
      assertRejected(afterHeader(out -> writeLong(out, -1)), Refusal.UNDECODABLE, "negative");
    }

    @Test
    void anEnumBeyondItsSymbolsIsUndecodable() throws IOException {
      byte[] bytes =
          afterHeader(
              out -> {
                writeLong(out, 1);
                out.write('X');
                writeLong(out, 4_000);
              });
      assertRejected(bytes, Refusal.UNDECODABLE, "");
    }

    @Test
    void anEmptyDecimalIsUndecodable() {
      byte[] bytes = Decoders.bytes(price().setValue(BigDecimal.ZERO).build());
      int decimal = SingleObject.HEADER + 1 + "BTC".length() + 1;
      assertThat(bytes[decimal]).isEqualTo((byte) 2);
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      out.write(bytes, 0, decimal);
      out.write(0);
      out.write(bytes, decimal + 2, bytes.length - decimal - 2);

      assertRejected(out.toByteArray(), Refusal.UNDECODABLE, "");
    }

    private byte[] afterHeader(Consumer<ByteArrayOutputStream> record) throws IOException {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      out.write(Decoders.bytes(price().build()), 0, SingleObject.HEADER);
      record.accept(out);
      return out.toByteArray();
    }

    private void assertRejected(byte[] value, Refusal reason, String message) {
      RejectedRecord rejected = Decoders.rejected(OraclePriceRecords.INBOUND, value);
      assertThat(rejected.reason()).isEqualTo(reason);
      assertThat(rejected.message()).contains(message);
      assertThat(rejected.origin()).isEqualTo(Decoders.origin(value));
      assertThat(rejected.origin().raw()).isEqualTo(value);
    }
  }

  @Nested
  class Prices {

    @Test
    void areReadWithTheirDefaults() {
      var price = Decoders.value(OraclePriceRecords.INBOUND, Decoders.bytes(price().build()));
      assertThat(price.factor()).isEqualTo("BTC");
      assertThat(price.source()).isEmpty();
      assertThat(price.confidence()).isNull();
      assertThat(price.publishTime()).isEqualTo(MICROS);
    }

    @Test
    void areRejectedForWhatTheySay() {
      assertRejected(price().setFactor(" "), Refusal.EMPTY_ID);
      assertRejected(price().setFactor("I".repeat(256)), Refusal.OUT_OF_RANGE);
      assertRejected(price().setValue(BigDecimal.ZERO), Refusal.NON_POSITIVE_PRICE);
      assertRejected(price().setValue(BigDecimal.ONE.negate()), Refusal.NON_POSITIVE_PRICE);
      assertRejected(price().setConfidence(BigDecimal.ONE.negate()), Refusal.OUT_OF_RANGE);
      assertRejected(price().setSequence(-1), Refusal.OUT_OF_RANGE);
      assertRejected(price().setKind(FactorKind.UNKNOWN), Refusal.UNKNOWN_KIND);
      assertRejected(price().setKind(FactorKind.FUNDING_INDEX), Refusal.UNSUPPORTED);
      assertRejected(price().setKind(FactorKind.VOLATILITY), Refusal.UNSUPPORTED);
      assertRejected(price().setPublishTime(Instant.EPOCH.minusNanos(1_000)), Refusal.OUT_OF_RANGE);
      assertRejected(
          price().setPublishTime(Instant.parse("+10000-01-01T00:00:00Z")), Refusal.OUT_OF_RANGE);
    }

    private void assertRejected(OraclePrice.Builder price, Refusal reason) {
      RejectedRecord rejected =
          Decoders.rejected(OraclePriceRecords.INBOUND, Decoders.bytes(price.build()));
      assertThat(rejected.reason()).isEqualTo(reason);
      assertThat(rejected.account()).isNull();
      assertThat(rejected.message()).isNotBlank();
    }

    @Test
    void thatAreRejectedKeepTheirTimeUnlessItIsTheProblem() {
      OraclePrice.Builder bad = price().setValue(BigDecimal.ZERO);
      assertThat(Decoders.rejected(OraclePriceRecords.INBOUND, Decoders.bytes(bad.build())).time())
          .isEqualTo(MICROS);
      bad.setPublishTime(Instant.EPOCH.minusSeconds(1));
      assertThat(Decoders.rejected(OraclePriceRecords.INBOUND, Decoders.bytes(bad.build())).time())
          .isNull();
    }
  }

  @Nested
  class Keys {
    private final RandomValues values = new RandomValues(1);

    private Stream<Executable> records() {
      return Stream.of(
          () -> check(OraclePriceRecords.INBOUND, OraclePriceRecords.toAvro(values.price())),
          () ->
              check(
                  AccountUpdateRecords.INBOUND,
                  AccountUpdateRecords.toAvro(values.accountUpdate())),
          () ->
              check(
                  RiskFactorParametersRecords.INBOUND,
                  RiskFactorParametersRecords.toAvro(values.factor())),
          () ->
              check(
                  InstrumentParametersRecords.INBOUND,
                  InstrumentParametersRecords.toAvro(values.instrument())),
          () -> check(RiskPolicyRecords.INBOUND, RiskPolicyRecords.toAvro(values.policy())));
    }

    @Test
    void areTheIdentifierInTheRecord() {
      assertAll(records());
    }

    private static <A extends SpecificRecordBase, T> void check(
        InboundRecord<A, T> record, A avro) {
      RecordDecoder<A, T> decoder = new RecordDecoder<>(record, Announced.NOTHING);
      byte[] value = Decoders.bytes(avro);
      String id = record.key().of(avro);

      assertThat(Decoders.decode(decoder, utf8(id), value).rejected()).isNull();
      for (byte[] key : new byte[][] {null, {}, utf8(id + " "), new byte[100_000]}) {
        RejectedRecord rejected = Decoders.decode(decoder, key, value).rejected();
        assertThat(rejected.reason()).isEqualTo(Refusal.KEY_MISMATCH);
        assertThat(rejected.message())
            .contains(id, "set the producer's key")
            .hasSizeLessThan(1_000);
        assertThat(rejected.origin().raw()).isEqualTo(value);
      }
    }

    private static byte[] utf8(String text) {
      return text.getBytes(StandardCharsets.UTF_8);
    }
  }

  /** Bytes that are no UTF-8 would all become one replacement character, and accounts one. */
  @Nested
  class MalformedText {
    private static final String MARK = "\u0001\u0002\u0003";

    private static void assertMalformed(AccountUpdate.Builder update) {
      byte[] good = Decoders.bytes(update.build());
      for (byte[] bad :
          new byte[][] {
            {(byte) 0xFF, 'b', 'c'},
            {'a', 'b', (byte) 0xC3},
            {(byte) 0xED, (byte) 0xA0, (byte) 0x80}
          }) {
        byte[] bytes = replaced(good, MARK.getBytes(StandardCharsets.US_ASCII), bad);
        RejectedRecord rejected = Decoders.rejected(AccountUpdateRecords.INBOUND, bytes);
        assertThat(rejected.reason()).isEqualTo(Refusal.MALFORMED_ID);
        assertThat(rejected.message()).contains("UTF-8");
      }
    }

    private static byte[] replaced(byte[] bytes, byte[] mark, byte[] by) {
      String text = new String(bytes, StandardCharsets.ISO_8859_1);
      return text.replace(
              new String(mark, StandardCharsets.ISO_8859_1),
              new String(by, StandardCharsets.ISO_8859_1))
          .getBytes(StandardCharsets.ISO_8859_1);
    }

    @Test
    void isRefusedInEveryIdentifier() {
      PositionState position =
          PositionState.newBuilder()
              .setInstrument("BTC")
              .setSize(BigDecimal.ONE)
              .setEntryPrice(BigDecimal.TEN)
              .build();
      BalanceState balance =
          BalanceState.newBuilder()
              .setInstrument(MARK)
              .setSide(BalanceSide.DEPOSIT)
              .setAmount(BigDecimal.ONE)
              .build();
      assertMalformed(Accounts.update(position).setAccount(MARK));
      assertMalformed(
          Accounts.update(PositionState.newBuilder(position).setInstrument(MARK).build()));
      assertMalformed(Accounts.update(PositionState.newBuilder(position).setLeg(MARK).build()));
      assertMalformed(Accounts.update(balance));
    }
  }

  @Nested
  class Accounts {
    private final PositionState position =
        PositionState.newBuilder()
            .setInstrument("BTC")
            .setSize(BigDecimal.ONE)
            .setEntryPrice(BigDecimal.TEN)
            .build();
    private final BalanceState deposit =
        BalanceState.newBuilder()
            .setInstrument("USDT")
            .setSide(BalanceSide.DEPOSIT)
            .setAmount(BigDecimal.ONE)
            .build();

    @Test
    void areRejectedForWhatTheySay() {
      assertRejected(update(AccountClosed.newBuilder().build()).setAccount(""), Refusal.EMPTY_ID);
      assertRejected(
          update(AccountClosed.newBuilder().build()).setSequence(-1), Refusal.OUT_OF_RANGE);
      assertRejected(update(with(deposit, BalanceSide.UNKNOWN)), Refusal.UNKNOWN_KIND);
      assertRejected(
          update(BalanceState.newBuilder(deposit).setAmount(BigDecimal.ONE.negate()).build()),
          Refusal.OUT_OF_RANGE);
      assertRejected(
          update(PositionState.newBuilder(position).setInstrument("").build()), Refusal.EMPTY_ID);
      assertRejected(
          update(PositionState.newBuilder(position).setLeg("L".repeat(256)).build()),
          Refusal.OUT_OF_RANGE);
    }

    @Test
    void areRejectedForAnIndexAtWhichNothingAccrues() {
      PositionState funded =
          PositionState.newBuilder(position).setFundingIndex(BigDecimal.ZERO).build();

      assertRejected(update(funded), Refusal.UNSUPPORTED);
      assertRejected(snapshot(List.of(deposit), List.of(funded)), Refusal.UNSUPPORTED);
    }

    @Test
    void areRejectedForTheIndexOfTheOtherSide() {
      BalanceState lent = BalanceState.newBuilder(deposit).setBorrowIndex(BigDecimal.ONE).build();
      BalanceState debt =
          BalanceState.newBuilder(with(deposit, BalanceSide.DEBT))
              .setSupplyIndex(BigDecimal.ONE)
              .build();
      BalanceState nothing =
          BalanceState.newBuilder(deposit).setSupplyIndex(BigDecimal.ZERO).build();

      assertRejected(update(lent), Refusal.CONTRADICTION);
      assertRejected(snapshot(List.of(debt), List.of(position)), Refusal.CONTRADICTION);
      assertRejected(update(nothing), Refusal.OUT_OF_RANGE);
    }

    @Test
    void nameEachElementOnceEvenIfEmpty() {
      PositionState none = PositionState.newBuilder(position).setSize(BigDecimal.ZERO).build();
      assertRejected(snapshot(List.of(), List.of(position, none)), Refusal.CONTRADICTION);
      assertRejected(snapshot(List.of(), List.of(none, none)), Refusal.CONTRADICTION);
      assertRejected(snapshot(List.of(deposit, deposit), List.of()), Refusal.CONTRADICTION);
      BalanceState debt = with(deposit, BalanceSide.DEBT);
      PositionState otherLeg = PositionState.newBuilder(none).setLeg("short").build();
      var accepted = snapshot(List.of(deposit, debt), List.of(position, otherLeg)).build();
      assertThat(Decoders.value(AccountUpdateRecords.INBOUND, Decoders.bytes(accepted)).account())
          .isEqualTo("alice");
    }

    @Test
    void tellSeveralElementsTogether() {
      AccountParts parts =
          AccountParts.newBuilder()
              .setCash(BigDecimal.TEN)
              .setBalances(List.of(deposit))
              .setPositions(List.of(position))
              .build();
      byte[] bytes = Decoders.bytes(update(parts).build());

      assertThat(Decoders.value(AccountUpdateRecords.INBOUND, bytes).change())
          .isEqualTo(
              new AccountChange.Parts(
                  BigDecimal.TEN,
                  List.of(
                      Balance.of(
                          "USDT", io.breakwater.margin.terms.BalanceSide.DEPOSIT, BigDecimal.ONE)),
                  List.of(Position.of("BTC", BigDecimal.ONE, BigDecimal.TEN))));
      assertRejected(update(AccountParts.newBuilder().build()), Refusal.MISSING_VALUE);
      assertRejected(
          update(AccountParts.newBuilder().setPositions(List.of(position, position)).build()),
          Refusal.CONTRADICTION);
    }

    @Test
    void thatAreRejectedSayWhose() {
      byte[] bytes = Decoders.bytes(update(with(deposit, BalanceSide.UNKNOWN)).build());
      RejectedRecord rejected = Decoders.rejected(AccountUpdateRecords.INBOUND, bytes);
      assertThat(rejected.account()).isEqualTo("alice");
      assertThat(rejected.time()).isEqualTo(MICROS);
    }

    private static BalanceState with(BalanceState balance, BalanceSide side) {
      return BalanceState.newBuilder(balance).setSide(side).build();
    }

    private static AccountUpdate.Builder snapshot(
        List<BalanceState> balances, List<PositionState> positions) {
      return update(
          AccountSnapshot.newBuilder().setBalances(balances).setPositions(positions).build());
    }

    private static AccountUpdate.Builder update(Object change) {
      return AccountUpdate.newBuilder()
          .setAccount("alice")
          .setSequence(1)
          .setTime(TIME)
          .setChange(change);
    }

    private static void assertRejected(AccountUpdate.Builder update, Refusal reason) {
      RejectedRecord rejected =
          Decoders.rejected(AccountUpdateRecords.INBOUND, Decoders.bytes(update.build()));
      assertThat(rejected.reason()).isEqualTo(reason);
    }
  }

  @Nested
  class Factors {

    @Test
    void areObservedPricesOfAnyScaleByDefault() {
      byte[] bytes = Decoders.bytes(factor("X").build());
      var update = Decoders.value(RiskFactorParametersRecords.INBOUND, bytes);

      assertThat(update.parameters())
          .isEqualTo(
              io.breakwater.oracle.RiskFactorParameters.observed(
                  "X", io.breakwater.oracle.FactorKind.PRICE));
    }

    @Test
    void areRejectedForWhatTheySay() {
      assertRejected(factor(""), Refusal.EMPTY_ID);
      assertRejected(factor("X").setKind(FactorKind.UNKNOWN), Refusal.UNKNOWN_KIND);
      assertRejected(factor("X").setKind(FactorKind.FUNDING_INDEX), Refusal.UNSUPPORTED);
      assertRejected(factor("X").setKind(FactorKind.FORWARD), Refusal.UNSUPPORTED);
      assertRejected(factor("X").setVersion(-1), Refusal.OUT_OF_RANGE);
      assertRejected(factor("X").setInForce(new FactorTerms(-1, null)), Refusal.INVALID_PARAMETERS);
      assertRejected(factor("X").setInForce(new FactorTerms(19, null)), Refusal.INVALID_PARAMETERS);
      assertRejected(factor("X").setScheduled(List.of(later(), later())), Refusal.CONTRADICTION);
    }

    @Test
    void areRejectedForAProductOfOtherThanTwoOthers() {
      assertRejected(factor("X").setProduct(List.of()), Refusal.INVALID_PARAMETERS);
      assertRejected(factor("X").setProduct(List.of("A")), Refusal.INVALID_PARAMETERS);
      assertRejected(factor("X").setProduct(List.of("A", "B", "C")), Refusal.INVALID_PARAMETERS);
      assertRejected(factor("X").setProduct(List.of("A", "A")), Refusal.CONTRADICTION);
      assertRejected(factor("X").setProduct(List.of("A", "X")), Refusal.CONTRADICTION);
      assertRejected(factor("X").setProduct(List.of("", "A")), Refusal.EMPTY_ID);
    }

    private static RiskFactorParameters.Builder factor(String id) {
      return RiskFactorParameters.newBuilder().setId(id);
    }

    private static ScheduledFactorTerms later() {
      return new ScheduledFactorTerms(TIME, new FactorTerms(2, null));
    }

    private static void assertRejected(RiskFactorParameters.Builder record, Refusal reason) {
      RejectedRecord rejected =
          Decoders.rejected(RiskFactorParametersRecords.INBOUND, Decoders.bytes(record.build()));
      assertThat(rejected.reason()).isEqualTo(reason);
    }
  }

  @Nested
  class Instruments {

    @Test
    void arePricedByTheFactorWithTheirOwnIdUnlessTheyNameAnother() {
      assertThat(factors(asset())).isEqualTo(new InstrumentFactors("X", null, null));
      assertThat(factors(asset().setPrice("ETH").setBorrowIndex("I").setSupplyIndex("J")))
          .isEqualTo(new InstrumentFactors("ETH", "I", "J"));
    }

    private static InstrumentFactors factors(InstrumentParameters.Builder record) {
      return Decoders.value(InstrumentParametersRecords.INBOUND, Decoders.bytes(record.build()))
          .parameters()
          .factors();
    }

    @Test
    void areRejectedForFactorsThatCannotBeTheirs() {
      assertRejected(asset().setPrice(""), Refusal.EMPTY_ID);
      assertRejected(asset().setPrice("ETH").setPriceScale(2), Refusal.CONTRADICTION);
      assertRejected(asset().setPrice("ETH").setBorrowIndex("ETH"), Refusal.CONTRADICTION);
      assertRejected(asset().setSupplyIndex("X"), Refusal.CONTRADICTION);
      MarginTier tier = MarginTier.newBuilder().setRate(new BigDecimal("0.01")).build();
      assertRejected(perpetual(tier).setBorrowIndex("I"), Refusal.CONTRADICTION);
    }

    private static InstrumentParameters.Builder asset() {
      return instrument("X").setKind(InstrumentKind.ASSET);
    }

    @Test
    void areRejectedForWhatTheySay() {
      assertRejected(instrument("").setKind(InstrumentKind.ASSET), Refusal.EMPTY_ID);
      assertRejected(instrument("X").setKind(InstrumentKind.UNKNOWN), Refusal.UNKNOWN_KIND);
      assertRejected(instrument("X").setKind(InstrumentKind.OPTION), Refusal.UNSUPPORTED);
      assertRejected(instrument("X").setKind(InstrumentKind.PERPETUAL), Refusal.INVALID_PARAMETERS);
      assertRejected(
          instrument("X").setKind(InstrumentKind.ASSET).setPriceScale(19),
          Refusal.INVALID_PARAMETERS);
      assertRejected(
          instrument("X").setKind(InstrumentKind.ASSET).setVersion(-1), Refusal.OUT_OF_RANGE);
      assertRejected(
          instrument("X")
              .setKind(InstrumentKind.ASSET)
              .setInForce(MarginParameters.newBuilder().setDepositWeight(BigDecimal.TEN).build()),
          Refusal.INVALID_PARAMETERS);
    }

    @Test
    void withAStatedDeductionThatJumpsAreRejected() {
      MarginTier first = MarginTier.newBuilder().setRate(new BigDecimal("0.01")).build();
      MarginTier.Builder second =
          MarginTier.newBuilder()
              .setNotionalFrom(new BigDecimal("1000"))
              .setRate(new BigDecimal("0.02"));
      assertRejected(
          perpetual(first, second.setDeduction(BigDecimal.ZERO).build()),
          Refusal.INVALID_PARAMETERS);
      assertRejected(perpetual(first).setPriceScale(-1), Refusal.INVALID_PARAMETERS);
      var accepted = perpetual(first, second.setDeduction(BigDecimal.TEN).build()).build();
      assertThat(
              Decoders.value(InstrumentParametersRecords.INBOUND, Decoders.bytes(accepted))
                  .parameters()
                  .priceScale())
          .isEqualTo(PriceScale.UNSTATED);
    }

    private static InstrumentParameters.Builder perpetual(MarginTier... tiers) {
      return instrument("X")
          .setKind(InstrumentKind.PERPETUAL)
          .setInForce(MarginParameters.newBuilder().setTiers(List.of(tiers)).build());
    }

    private static InstrumentParameters.Builder instrument(String id) {
      return InstrumentParameters.newBuilder().setId(id);
    }

    private static void assertRejected(InstrumentParameters.Builder record, Refusal reason) {
      RejectedRecord rejected =
          Decoders.rejected(InstrumentParametersRecords.INBOUND, Decoders.bytes(record.build()));
      assertThat(rejected.reason()).isEqualTo(reason);
    }
  }

  @Nested
  class DepthAndFunds {
    private static final Instant TIME = Instant.ofEpochSecond(1_700_000_000);

    private static DepthPoint point(long bps, long size) {
      return new DepthPoint(BigDecimal.valueOf(bps), BigDecimal.valueOf(size));
    }

    private static RejectedRecord rejected(String instrument, Instant time, DepthPoint... bids) {
      MarketDepth record = new MarketDepth(instrument, time, List.of(bids), List.of());
      return Decoders.rejected(MarketDepthRecords.INBOUND, Decoders.bytes(record));
    }

    @Test
    void areRejectedForWhatTheySay() {
      assertThat(rejected("", TIME).reason()).isEqualTo(Refusal.EMPTY_ID);
      assertThat(rejected("X", TIME, point(50, 1), point(50, 2)).reason())
          .isEqualTo(Refusal.CONTRADICTION);
      assertThat(rejected("X", TIME, point(50, 2), point(60, 1)).reason())
          .isEqualTo(Refusal.CONTRADICTION);
      assertThat(rejected("X", TIME, point(50, -1)).reason()).isEqualTo(Refusal.OUT_OF_RANGE);
      assertThat(rejected("X", TIME, point(10_001, 1)).reason()).isEqualTo(Refusal.OUT_OF_RANGE);
      assertThat(rejected("X", Instant.EPOCH.minusSeconds(1)).reason())
          .isEqualTo(Refusal.OUT_OF_RANGE);
      InsuranceFund overdrawn = new InsuranceFund("f", TIME, BigDecimal.ONE.negate());
      assertThat(
              Decoders.rejected(InsuranceFundRecords.INBOUND, Decoders.bytes(overdrawn)).reason())
          .isEqualTo(Refusal.OUT_OF_RANGE);
    }
  }

  @Nested
  class Policies {

    @Test
    void haveTheDefaultsOfTheDomain() {
      byte[] bytes = Decoders.bytes(RiskPolicy.newBuilder().build());
      var policy = Decoders.value(RiskPolicyRecords.INBOUND, bytes).policy();
      assertThat(policy.id()).isEqualTo("default");
      assertThat(policy.inForce()).isEqualTo(io.breakwater.margin.terms.PolicyTerms.DEFAULT);
    }

    @Test
    void areRejectedForWhatTheySay() {
      PolicyTerms unordered = PolicyTerms.newBuilder().setWarningMultiplier(BigDecimal.ONE).build();
      assertRejected(RiskPolicy.newBuilder().setInForce(unordered), Refusal.INVALID_PARAMETERS);
      assertRejected(RiskPolicy.newBuilder().setId(""), Refusal.EMPTY_ID);
      assertRejected(
          RiskPolicy.newBuilder()
              .setInForce(
                  PolicyTerms.newBuilder()
                      .setCloseOut(io.breakwater.schemas.CloseOutRule.UNKNOWN)
                      .build()),
          Refusal.UNKNOWN_KIND);
    }

    private static void assertRejected(RiskPolicy.Builder record, Refusal reason) {
      RejectedRecord rejected =
          Decoders.rejected(RiskPolicyRecords.INBOUND, Decoders.bytes(record.build()));
      assertThat(rejected.reason()).isEqualTo(reason);
    }
  }

  @Test
  void aUnionWithoutAChangeIsAMissingValue() {
    AccountUpdate nothing = new AccountUpdate("alice", 1L, TIME, null);
    assertThatThrownBy(() -> AccountUpdateRecords.toDomain(nothing, RandomValues.ORIGIN))
        .isInstanceOfSatisfying(
            RefusedException.class,
            refused -> assertThat(refused.reason()).isEqualTo(Refusal.MISSING_VALUE));
  }

  private static OraclePrice.Builder price() {
    return OraclePrice.newBuilder()
        .setFactor("BTC")
        .setValue(new BigDecimal("83000.5"))
        .setPublishTime(TIME)
        .setSequence(7);
  }

  private static void writeLong(ByteArrayOutputStream out, long value) {
    BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
    try {
      encoder.writeLong(value);
      encoder.flush();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
