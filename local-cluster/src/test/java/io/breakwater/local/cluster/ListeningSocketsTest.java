package io.breakwater.local.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class ListeningSocketsTest {
  @Test
  void tellsLoopbackFromEveryInterface() throws IOException {
    ListeningSockets.assumeTold();
    try (ServerSocket everywhere = new ServerSocket(0);
        ServerSocket here = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThat(ListeningSockets.now())
          .anyMatch(found -> isAt(found, everywhere) && found.getAddress().isAnyLocalAddress())
          .contains(new InetSocketAddress(here.getInetAddress(), here.getLocalPort()));
    }
  }

  private static boolean isAt(InetSocketAddress address, ServerSocket socket) {
    return address.getPort() == socket.getLocalPort();
  }
}
