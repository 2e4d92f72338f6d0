package io.breakwater.local.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** TCP ports of this machine's loopback address. */
final class LoopbackPort {
  private LoopbackPort() {}

  /** A port that is free now; someone else may take it before it is used. */
  static int anyFree() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException("no port is free on the loopback address", e);
    }
  }

  /**
   * Checks that nobody listens on a port.
   *
   * @param port 0 for any, which is always free
   * @param option of the command line that chooses the port
   * @throws ClusterException when somebody does
   */
  static void requireFree(int port, String option) {
    try (ServerSocket socket = new ServerSocket()) {
      // Connections of an earlier run that linger in TIME_WAIT do not make a port unusable.
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    } catch (IOException e) {
      throw new ClusterException(
          "Port "
              + port
              + " is in use: stop what listens there, choose another with "
              + option
              + " PORT, or let the system choose with "
              + option
              + " 0.",
          e);
    }
  }
}
