package io.breakwater.stream.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The bytes of the samples, as each version wrote them, one value a line, are kept in {@code
 * bytes/ID-vVERSION.hex}. A file is never changed: bytes that change are a new version with a file
 * of its own, and new samples are appended.
 */
class StoredFormatsTest {
  private static final HexFormat HEX = HexFormat.of();

  static Stream<Format<?>> formats() {
    return Format.all();
  }

  @ParameterizedTest
  @MethodSource("formats")
  <T> void todaysBytesAreTheStoredOnes(Format<T> format) throws IOException {
    List<String> lines = new ArrayList<>();
    for (T sample : format.samples()) {
      lines.add(HEX.formatHex(StoredBytes.of(format.codec(), sample)));
    }

    assertThat(lines)
        .as("bytes of %s version %d", format, format.codec().version())
        .isEqualTo(stored(format.codec(), format.codec().version()));
  }

  @ParameterizedTest
  @MethodSource("formats")
  <T> void everyVersionIsStillRead(Format<T> format) throws IOException {
    for (int version = 1; version <= format.codec().version(); version++) {
      int written = version;
      Iterator<T> samples = format.samples().iterator();
      for (String line : stored(format.codec(), version)) {
        T read = StoredBytes.read(HEX.parseHex(line), in -> format.codec().read(in, written));
        assertThat(read)
            .as("a value of %s version %d", format, version)
            .usingRecursiveComparison()
            .withStrictTypeChecking()
            .isEqualTo(samples.next());
      }
    }
  }

  private static List<String> stored(Codec<?> codec, int version) throws IOException {
    String file = "/bytes/" + codec.id() + "-v" + version + ".hex";
    try (InputStream in = StoredFormatsTest.class.getResourceAsStream(file)) {
      assertThat(in).as("the test resource %s", file).isNotNull();
      return new String(in.readAllBytes(), StandardCharsets.US_ASCII).lines().toList();
    }
  }
}
