package io.breakwater.stream;

class HoldersWatchTest extends WatchContract {
  @Override
  WatchKind kind() {
    return WatchKind.HOLDERS;
  }
}
