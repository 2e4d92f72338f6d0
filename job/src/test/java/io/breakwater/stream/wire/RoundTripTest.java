package io.breakwater.stream.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RoundTripTest {
  private static final int SEEDS = 200;

  static Stream<Format<?>> formats() {
    return Format.all();
  }

  @Test
  void everyFormatIsTested() {
    assertThat(formats().map(format -> format.codec().id()).collect(Collectors.toSet()))
        .isEqualTo(Codecs.ids());
  }

  @ParameterizedTest
  @MethodSource("formats")
  <T> void readsWhatItWrote(Format<T> format) throws IOException {
    for (T sample : format.samples()) {
      assertRoundTrip(format.codec(), sample, "a sample");
    }
    for (long seed = 0; seed < SEEDS; seed++) {
      assertRoundTrip(format.codec(), format.random(seed), "seed " + seed);
    }
  }

  private static <T> void assertRoundTrip(Codec<T> codec, T value, String which)
      throws IOException {
    T read = StoredBytes.read(codec, StoredBytes.of(codec, value));
    assertThat(read).as(which).isEqualTo(value).hasSameHashCodeAs(value);
    // Component by component, since two origins are equal whatever their raw bytes.
    assertThat(read).as(which).usingRecursiveComparison().withStrictTypeChecking().isEqualTo(value);
  }

  @ParameterizedTest
  @MethodSource("formats")
  <T> void bytesThatEndEarlyAreNoValue(Format<T> format) throws IOException {
    for (T sample : format.samples()) {
      byte[] bytes = StoredBytes.of(format.codec(), sample);
      for (int length = 0; length < bytes.length; length++) {
        byte[] cut = Arrays.copyOf(bytes, length);
        assertThatThrownBy(() -> StoredBytes.read(format.codec(), cut))
            .as("%d of %d bytes of %s", length, bytes.length, sample)
            .isInstanceOf(EOFException.class);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("formats")
  <T> void valuesFollowEachOtherWithoutGap(Format<T> format) throws IOException {
    var values = LongStream.range(0, SEEDS).mapToObj(format::random).toList();
    Wire.Writer<T> writer = format.codec()::write;
    byte[] bytes = StoredBytes.of(values, (list, out) -> Wire.writeList(list, writer, out));
    int version = format.codec().version();

    var read =
        StoredBytes.read(
            bytes, in -> Wire.readList(view -> format.codec().read(view, version), in));

    assertThat(read).as("seeds 0 to %d", SEEDS - 1).isEqualTo(values);
  }
}
