package io.breakwater.collections;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class LongRowsTest {
  private static byte[] bytes(LongRows rows) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    rows.write(new DataOutputStream(bytes));
    return bytes.toByteArray();
  }

  private static void put(LongRows rows, int key) {
    int row = rows.findOrAdd(key);
    rows.words()[rows.offset(row)] = (long) key * key;
  }

  @Test
  void holdsARowOfEachKey() throws IOException {
    SplittableRandom random = new SplittableRandom(1);
    LongRows rows = new LongRows(2);
    Map<Long, Long> expected = new TreeMap<>();
    for (int i = 0; i < 20_000; i++) {
      long key = random.nextLong(-3_000, 3_000) << random.nextInt(40);
      int row = rows.findOrAdd(key);
      rows.words()[rows.offset(row) + 1] += i;
      expected.merge(key, (long) i, Long::sum);
    }
    assertThat(rows.size()).isEqualTo(expected.size());
    Map<Long, Long> found = new TreeMap<>();
    for (int row : rows.byKey()) {
      found.put(rows.key(row), rows.words()[rows.offset(row) + 1]);
      assertThat(rows.words()[rows.offset(row)]).isZero();
    }
    assertThat(found).isEqualTo(expected);
    assertThat(rows.byKey()).hasSize(expected.size());
  }

  @Test
  void writesTheSameBytesForTheSameRows() throws IOException {
    LongRows rows = new LongRows(1);
    LongRows others = new LongRows(1);
    for (int i = 0; i < 100; i++) {
      put(rows, i);
      put(others, 99 - i);
    }
    assertThat(bytes(rows)).isEqualTo(bytes(others));
    LongRows read = LongRows.read(new DataInputStream(new ByteArrayInputStream(bytes(rows))), 1);
    assertThat(bytes(read)).isEqualTo(bytes(rows));
    assertThat(read.findOrAdd(7)).isLessThan(100);
  }

  @Test
  void readsEveryNumberThatItWrote() throws IOException {
    LongRows rows = new LongRows(1);
    for (int shift = 0; shift < 64; shift++) {
      for (long number : new long[] {1L << shift, -1L << shift, (1L << shift) - 1}) {
        int row = rows.findOrAdd(number);
        rows.words()[rows.offset(row)] = ~number;
      }
    }
    LongRows read = LongRows.read(new DataInputStream(new ByteArrayInputStream(bytes(rows))), 1);
    assertThat(read.size()).isEqualTo(rows.size());
    for (int row = 0; row < read.size(); row++) {
      assertThat(read.words()[row]).isEqualTo(~read.key(row));
    }
  }
}
