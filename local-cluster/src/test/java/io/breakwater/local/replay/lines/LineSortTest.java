package io.breakwater.local.replay.lines;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LineSortTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(longs = {1, 1_000, LineSort.MEMORY})
  void linesComeInOrderHoweverFewAreHeldAtOnce(long memory) throws IOException {
    Path scratch = Files.createDirectory(folder.resolve("scratch"));
    List<Integer> numbers = shuffled(500);
    LineSort sort = new LineSort(scratch, memory);
    for (int number : numbers) {
      sort.add(line(number));
    }

    List<KeyedLine> seen = new ArrayList<>();
    sort.writeTo(folder.resolve("out"), seen::add);

    Collections.sort(numbers);
    assertThat(sort.count()).isEqualTo(500);
    assertThat(Files.readAllLines(folder.resolve("out")))
        .isEqualTo(numbers.stream().map(number -> "line " + number).toList());
    assertThat(seen).isEqualTo(numbers.stream().map(LineSortTest::line).toList());
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 1_000, LineSort.MEMORY})
  void linesThatSortAlikeStayInTheOrderInWhichTheyWereAdded(long memory) throws IOException {
    LineSort sort = new LineSort(folder, memory);
    List<KeyedLine> expected = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      byte[] json = ("line " + (i * 7919 % 300)).getBytes(StandardCharsets.UTF_8);
      sort.add(new KeyedLine(new byte[] {1}, i % 2, json));
      expected.add(new KeyedLine(new byte[] {1}, i % 2, json));
    }

    List<KeyedLine> merged = new ArrayList<>();
    sort.merge(merged::add);

    expected.sort(KeyedLine.ORDER);
    assertThat(merged).isEqualTo(expected);
  }

  @Test
  void noLinesMakeAnEmptyFileInPlaceOfAnEarlierOne() throws IOException {
    Path out = Files.writeString(folder.resolve("out"), "of a run before");

    new LineSort(folder, LineSort.MEMORY).writeTo(out, line -> {});

    assertThat(out).isEmptyFile();
  }

  @Test
  void filesOfWrittenLinesAreAddedWhole() throws IOException {
    Path part = folder.resolve("part");
    Files.write(part, bytes(line(2), line(1)));
    LineSort sort = new LineSort(folder, LineSort.MEMORY);

    sort.addAll(part);

    List<KeyedLine> merged = new ArrayList<>();
    sort.merge(merged::add);
    assertThat(merged).containsExactly(line(1), line(2));
  }

  @Test
  void aTornLineIsNotTakenForTheEnd() throws IOException {
    byte[] whole = bytes(line(1));
    DataInputStream torn =
        new DataInputStream(new ByteArrayInputStream(Arrays.copyOf(whole, whole.length - 1)));

    Assertions.assertThatThrownBy(() -> KeyedLine.read(torn)).isInstanceOf(EOFException.class);
  }

  private static byte[] bytes(KeyedLine... lines) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (KeyedLine line : lines) {
      line.write(new DataOutputStream(bytes));
    }
    return bytes.toByteArray();
  }

  private static List<Integer> shuffled(int count) {
    List<Integer> numbers = new ArrayList<>();
    for (int number = 0; number < count; number++) {
      numbers.add(number);
    }
    Collections.shuffle(numbers, new Random(count));
    return numbers;
  }

  private static KeyedLine line(int number) {
    byte[] key = {(byte) (number >> 8), (byte) number};
    return new KeyedLine(key, 0, ("line " + number).getBytes(StandardCharsets.UTF_8));
  }
}
