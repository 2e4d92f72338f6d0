package io.breakwater.local.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.breakwater.local.cluster.ClusterException;
import org.junit.jupiter.api.Test;

class MemoryUseTest {
  @Test
  void aBookBeyondTheHeapIsRefusedWithWhatToDo() {
    assertThatThrownBy(() -> MemoryUse.requireRoomFor(1_000_000_000L))
        .isInstanceOf(ClusterException.class)
        .hasMessageContaining("1,000,000,000 accounts need about")
        .hasMessageContaining("LOCAL_CLUSTER_HEAP")
        .hasMessageContaining("--accounts");
  }

  @Test
  void aSmallBookFits() {
    assertThatCode(() -> MemoryUse.requireRoomFor(1_000)).doesNotThrowAnyException();
  }

  @Test
  void thePeakIsSaidInMegabytes() {
    assertThat(MemoryUse.peak()).matches("[0-9,]+ MB of heap(, [0-9,]+ MB of the process)?");
  }
}
