package io.breakwater.collections;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class IntBufferTest {
  private static final int MANY = 10_000;
  private static final int LEAST_BYTES = 64 * Integer.BYTES;

  private final IntBuffer buffer = new IntBuffer();
  private long bytes;
  private int changesOfSize;

  private void fill(int count) {
    for (int i = 0; i < count; i++) {
      buffer.add(i);
    }
    countChange();
  }

  private void clear() {
    buffer.clear();
    countChange();
  }

  private void countChange() {
    changesOfSize += buffer.bytes() == bytes ? 0 : 1;
    bytes = buffer.bytes();
  }

  @Test
  void aStackThatEndsEmptyKeepsItsArray() {
    fill(MANY);
    changesOfSize = 0;
    for (int round = 0; round < 100; round++) {
      while (!buffer.isEmpty()) {
        buffer.removeLast();
      }
      clear();
      fill(MANY);
    }
    assertThat(changesOfSize).isZero();
  }

  @Test
  void aListThatIsCutKeepsItsArray() {
    fill(MANY);
    changesOfSize = 0;
    for (int round = 0; round < 100; round++) {
      buffer.truncate(1);
      clear();
      fill(MANY);
    }
    assertThat(changesOfSize).isZero();
  }

  @Test
  void littleUseNowAndThenDoesNotShrinkIt() {
    fill(MANY);
    changesOfSize = 0;
    for (int round = 0; round < 100; round++) {
      clear();
      fill(round % 3 == 0 ? MANY : 1);
    }
    assertThat(changesOfSize).isZero();
  }

  @Test
  void whatIsNotUsedAnyMoreIsGivenBack() {
    fill(MANY);
    for (int round = 0; round < 50; round++) {
      clear();
      fill(3);
    }
    assertThat(buffer.bytes()).isEqualTo(LEAST_BYTES);
    assertThat(buffer.get(2)).isEqualTo(2);
  }
}
