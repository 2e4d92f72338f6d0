package io.breakwater.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.kafka.RestoredOffsets.Range;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class RestoredOffsetsTest {
  private static final TopicPartition PRICES = new TopicPartition("prices", 3);
  private static final TopicPartition ACCOUNTS = new TopicPartition("accounts", 0);

  private static String lost(long offset, long first, long end) {
    return RestoredOffsets.lost(
        Map.of(PRICES, offset), Map.of(PRICES, new Range(first, end)), "the option");
  }

  @Test
  void nothingIsLostWhereTheNextRecordIsThereOrYetToCome() {
    assertThat(lost(0, 0, 0)).isNull();
    assertThat(lost(7, 7, 9)).isNull();
    assertThat(lost(9, 7, 9)).isNull();
  }

  @Test
  void saysWhatIsLostAndWhatToDo() {
    assertThat(lost(1_200, 4_500, 9_000))
        .isEqualTo(
            "input is lost: prices-3 was read up to offset 1,200 and begins at 4,500, so that 3,300"
                + " records are gone. Restore a newer state, or bring the records back; the option"
                + " goes on without them.");
    assertThat(lost(10, 0, 9)).contains("another topic of that name");
  }

  @Test
  void namesEveryPartitionInOrder() {
    String lost =
        RestoredOffsets.lost(
            Map.of(PRICES, 1L, ACCOUNTS, 1L),
            Map.of(PRICES, new Range(2, 5), ACCOUNTS, new Range(3, 5)),
            "the option");
    assertThat(lost).matches(".*accounts-0 .*2 records.*; prices-3 .*1 records.*");
  }
}
