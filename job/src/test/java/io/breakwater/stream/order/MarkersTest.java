package io.breakwater.stream.order;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MarkersTest {
  private final Markers markers = new Markers(1_000);

  @Test
  void anIntervalEndsAtTheNextMultipleItsEndIncluded() {
    assertThat(markers.open()).isEqualTo(Markers.NONE);
    markers.happened(1_001);
    assertThat(markers.open()).isEqualTo(2_000);
    markers.happened(2_000);
    assertThat(markers.end()).isEqualTo(2_000);
    assertThat(markers.open()).isEqualTo(Markers.NONE);

    markers.happened(5_000);
    assertThat(markers.open()).isEqualTo(5_000);
  }

  @Test
  void timesBefore1970AreInIntervalsToo() {
    markers.happened(-1_001);
    assertThat(markers.end()).isEqualTo(-1_000);
    markers.happened(-1);
    assertThat(markers.open()).isZero();
  }

  @Test
  void whatComesBehindAMarkerBelongsToTheNextInterval() {
    markers.happened(1_500);
    markers.end();
    markers.happened(2_000);
    assertThat(markers.open()).isEqualTo(3_000);
    markers.end();
    markers.happened(500);
    assertThat(markers.open()).isEqualTo(4_000);
  }

  @Test
  void noLengthHasNoMarkers() {
    Markers none = new Markers(0);
    none.happened(1_500);
    assertThat(none.open()).isEqualTo(Markers.NONE);
  }

  @Test
  void aStateGoesOnWithIntervalsOfAnotherLength() {
    markers.happened(1_500);
    markers.end();
    markers.happened(2_500);
    Markers longer = new Markers(10_000);
    longer.restore(markers.toState());
    assertThat(longer.open()).isEqualTo(10_000);

    Markers same = new Markers(1_000);
    same.restore(markers.toState());
    assertThat(same.open()).isEqualTo(3_000);
    assertThat(same.toState()).isEqualTo(markers.toState());

    Markers none = new Markers(0);
    none.restore(markers.toState());
    assertThat(none.open()).isEqualTo(Markers.NONE);
  }
}
