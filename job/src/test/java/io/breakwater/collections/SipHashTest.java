package io.breakwater.collections;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SipHashTest {
  private static final int BITS = 12;

  /** The key 00 01 … 0f, and the first message of the published tests: none. */
  @Test
  void isSipHashWithOneRoundAWordAndThreeAtTheEnd() {
    SipHash hash = new SipHash(0x0706050403020100L, 0x0f0e0d0c0b0a0908L);
    assertThat(hash.hash(new byte[0], 0, 0)).isEqualTo(0xabac0158050fc4dcL);
  }

  @Test
  void dependsOnEveryByteAndOnNothingElse() {
    SipHash hash = SipHash.ofRandomKey();
    byte[] bytes = "an id of more than sixteen bytes".getBytes(StandardCharsets.UTF_8);
    for (int length = 0; length < bytes.length; length++) {
      long here = hash.hash(bytes, 0, length);
      byte[] shifted = new byte[bytes.length + 3];
      System.arraycopy(bytes, 0, shifted, 3, bytes.length);
      assertThat(hash.hash(shifted, 3, length)).isEqualTo(here);
      for (int i = 0; i < length; i++) {
        byte[] other = bytes.clone();
        other[i] ^= 1;
        assertThat(hash.hash(other, 0, length)).as("%s of %s", i, length).isNotEqualTo(here);
      }
    }
  }

  /** Ids of one String.hashCode, and of one of any hash that goes by powers of 31. */
  @Test
  void idsThatAreMadeToCollideDoNot() {
    List<String> ids = new ArrayList<>(List.of(""));
    for (int i = 0; i < BITS; i++) {
      List<String> longer = new ArrayList<>();
      ids.forEach(id -> longer.addAll(List.of(id + "Aa", id + "BB")));
      ids = longer;
    }
    assertThat(ids.stream().map(String::hashCode).distinct()).hasSize(1);
    SipHash hash = SipHash.ofRandomKey();
    Set<Long> buckets = new HashSet<>();
    for (String id : ids) {
      byte[] bytes = id.getBytes(StandardCharsets.UTF_8);
      buckets.add(hash.hash(bytes, 0, bytes.length) & (1 << BITS) - 1);
    }
    // As many as chance fills: 1 - 1/e of them, give or take a hundredth.
    assertThat(buckets.size() / (double) ids.size()).isBetween(0.58, 0.68);
  }
}
