package io.breakwater.stream.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.breakwater.margin.account.AccountRecord;
import io.breakwater.margin.terms.InstrumentKind;
import io.breakwater.margin.terms.Level;
import io.breakwater.stream.event.MarketEvent;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WireTest {

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  private static byte[] bytes(String hex) {
    return HexFormat.of().parseHex(hex);
  }

  @Nested
  class Numbers {
    @ParameterizedTest
    @CsvSource({
      "0, 00",
      "-1, 01",
      "1, 02",
      "63, 7e",
      "64, 8001",
      "9223372036854775807, feffffffffffffffff01",
      "-9223372036854775808, ffffffffffffffffff01"
    })
    void signedTakesAsManyBytesAsItNeeds(long value, String expected) throws IOException {
      byte[] written = StoredBytes.of(value, Wire::writeSigned);

      assertThat(hex(written)).isEqualTo(expected);
      assertThat(StoredBytes.read(written, Wire::readSigned)).isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource({
      "-9223372036854775808, 00",
      "0, 01",
      "-1, 02",
      "1, 03",
      "9223372036854775807, ffffffffffffffffff01"
    })
    void noSequenceTakesOneByte(long value, String expected) throws IOException {
      byte[] written = StoredBytes.of(value, Wire::writeSequence);

      assertThat(hex(written)).isEqualTo(expected);
      assertThat(StoredBytes.read(written, Wire::readSequence)).isEqualTo(value);
    }

    @Test
    void numberWithoutEndIsRefused() {
      assertThatThrownBy(() -> StoredBytes.read(bytes("ff".repeat(11)), Wire::readUnsigned))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("goes on after 64 bits");
    }

    @Test
    void numberBeyondAnIntIsRefused() throws IOException {
      byte[] written = StoredBytes.of(1L << 31, Wire::writeSigned);

      assertThatThrownBy(() -> StoredBytes.read(written, Wire::readInt))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("does not fit 32 bits");
    }
  }

  @Nested
  class DecimalNumbers {
    @ParameterizedTest
    @CsvSource({
      "0, 0100",
      "1, 0102",
      "-0.5, 0509",
      "0.000000000000000001, 4902",
      "9223372036854775807, 01feffffffffffffffff01",
      "9223372036854775808, 0209008000000000000000",
      "-9223372036854775808, 01ffffffffffffffffff01",
      "-9223372036854775809, 0209ff7fffffffffffffff",
      "1E+3, 0b02"
    })
    void decimalsKeepValueAndScale(BigDecimal value, String expected) throws IOException {
      byte[] written = StoredBytes.of(value, Wire::writeDecimal);

      assertThat(hex(written)).isEqualTo(expected);
      assertThat(StoredBytes.read(written, Wire::readDecimal)).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(ints = {Integer.MIN_VALUE, -1, 0, 127, Integer.MAX_VALUE})
    void everyScaleIsKept(int scale) throws IOException {
      BigDecimal value = BigDecimal.valueOf(7, scale);

      assertThat(StoredBytes.read(StoredBytes.of(value, Wire::writeDecimal), Wire::readDecimal))
          .isEqualTo(value);
    }

    @Test
    void absentDecimalTakesOneByteAndIsRefusedWhereOneMustBe() throws IOException {
      byte[] absent = StoredBytes.of((BigDecimal) null, Wire::writeNullableDecimal);

      assertThat(hex(absent)).isEqualTo("00");
      assertThat(StoredBytes.read(absent, Wire::readNullableDecimal)).isNull();
      assertThatThrownBy(() -> StoredBytes.read(absent, Wire::readDecimal))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("absent");
    }

    @Test
    void bigDecimalWithoutDigitsIsRefused() {
      assertThatThrownBy(() -> StoredBytes.read(bytes("0200"), Wire::readDecimal))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("no digits");
    }
  }

  @Nested
  class Lengths {
    @Test
    void lengthThatNoneCanBeIsRefused() throws IOException {
      byte[] written = StoredBytes.of(1L << 31, Wire::writeUnsigned);

      assertThatThrownBy(() -> StoredBytes.read(written, Wire::readText))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("a length is 2147483648");
    }

    @Test
    void priceChangeHasFixedWidth() throws IOException {
      for (MarketEvent event : Samples.MARKET_EVENTS.subList(0, 2)) {
        assertThat(StoredBytes.of(MarketEventCodec.INSTANCE, event))
            .hasSize(MarketEventCodec.PRICE_CHANGE_BYTES);
      }
    }

    @Test
    void accountOfWhichNothingIsKnownIsShort() throws IOException {
      assertThat(StoredBytes.of(Codecs.ACCOUNT_RECORD.codec(), AccountRecord.EMPTY)).hasSize(23);
    }

    @Test
    void partOfTheSnapshotSpendsOneByteOnItsSequence() throws IOException {
      Codec<AccountRecord> codec = Codecs.ACCOUNT_RECORD.codec();
      AccountRecord old = Samples.ACCOUNT_RECORDS.get(1);
      AccountRecord late =
          new AccountRecord(
              old.status(),
              old.lastSequence(),
              old.snapshotSequence() - 1_000_000_000_000L,
              old.snapshotFingerprint(),
              old.cash(),
              old.balances(),
              old.positions(),
              old.standing());
      int parts = 2 + old.balances().size() + old.positions().size();

      assertThat(StoredBytes.of(codec, late).length - StoredBytes.of(codec, old).length)
          .isEqualTo(5 + 5 * parts);
    }
  }

  @Nested
  class Codes {
    @Test
    void everyConstantHasItsOwn() throws IOException {
      EnumCodes<InstrumentKind> codes = new EnumCodes<>(InstrumentKind.class, InstrumentKind::code);
      for (InstrumentKind kind : InstrumentKind.values()) {
        assertThat(StoredBytes.read(StoredBytes.of(kind, codes::write), codes::read))
            .isEqualTo(kind);
      }
    }

    @Test
    void unknownCodeIsRefused() {
      EnumCodes<Level> codes = new EnumCodes<>(Level.class, Level::code);

      assertThatThrownBy(() -> StoredBytes.read(bytes("06"), codes::read))
          .isInstanceOf(IOException.class)
          .hasMessage("no Level has the code 6.");
    }

    @Test
    void twoConstantsWithOneCodeAreRefused() {
      assertThatThrownBy(() -> new EnumCodes<>(Level.class, level -> 1))
          .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void unknownVariantsAreRefused() {
      byte[] unknown = new byte[64];
      Arrays.fill(unknown, (byte) 0x7F);

      for (Codec<?> codec : List.of(MarketInputCodec.INSTANCE, MarketEventCodec.INSTANCE)) {
        assertThatThrownBy(() -> StoredBytes.read(codec, unknown))
            .isInstanceOf(IOException.class)
            .hasMessageContaining("has the code 127");
      }
    }

    @Test
    void laterVersionOfAPartIsRefused() {
      assertThatThrownBy(() -> StoredBytes.read(Codecs.ACCOUNT_RECORD.codec(), bytes("02")))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("account-record say version 2")
          .hasMessageContaining("use the release that wrote them");
    }
  }
}
