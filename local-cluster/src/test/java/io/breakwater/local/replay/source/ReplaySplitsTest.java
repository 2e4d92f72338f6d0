package io.breakwater.local.replay.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class ReplaySplitsTest {

  @Test
  void aPositionSurvivesACheckpoint() throws IOException {
    ReplaySplit.Serializer serializer = new ReplaySplit.Serializer();
    ReplaySplit split = new ReplaySplit(5_000_000_000L);

    assertThat(serializer.deserialize(serializer.getVersion(), serializer.serialize(split)))
        .isEqualTo(split);
  }

  @Test
  void bytesOfAnotherVersionAreRefused() {
    assertThatThrownBy(() -> new ReplaySplit.Serializer().deserialize(2, new byte[8]))
        .isInstanceOf(IOException.class);
    assertThatThrownBy(() -> new ReplaySplits.Serializer().deserialize(1, new byte[0]))
        .isInstanceOf(IOException.class);
  }

  @Test
  void whetherTheSplitIsAssignedSurvivesACheckpoint() throws IOException {
    ReplaySplits.Serializer serializer = new ReplaySplits.Serializer();
    for (boolean assigned : new boolean[] {true, false}) {
      assertThat(serializer.deserialize(1, serializer.serialize(assigned))).isEqualTo(assigned);
    }
  }
}
