package io.breakwater.stream;

class TripwireWatchTest extends WatchContract {
  @Override
  WatchKind kind() {
    return WatchKind.TRIPWIRES;
  }
}
