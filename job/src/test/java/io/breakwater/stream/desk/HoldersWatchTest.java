package io.breakwater.stream.desk;

class HoldersWatchTest extends WatchContract {
  @Override
  WatchKind kind() {
    return WatchKind.HOLDERS;
  }
}
