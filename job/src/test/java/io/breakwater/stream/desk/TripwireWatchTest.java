package io.breakwater.stream.desk;

class TripwireWatchTest extends WatchContract {
  @Override
  WatchKind kind() {
    return WatchKind.TRIPWIRES;
  }
}
