package io.breakwater.local.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LocalFlinkTest {
  private static LocalFlink.Size onPort(int webPort) {
    return new LocalFlink.Size(webPort, 1, 1, Duration.ofSeconds(1));
  }

  @Test
  void servesTheWebInterfaceAndLeavesNoFileBehind() throws Exception {
    Set<Path> before = files();
    try (LocalFlink flink = LocalFlink.start(onPort(0))) {
      assertThat(files()).hasSizeGreaterThan(before.size());
      HttpResponse<String> page =
          HttpClient.newHttpClient()
              .send(
                  HttpRequest.newBuilder(flink.webAddress()).build(),
                  HttpResponse.BodyHandlers.ofString());
      assertThat(page.statusCode()).isEqualTo(200);
      assertThat(page.body()).contains("Apache Flink");
    }
    assertThat(files()).isEqualTo(before);
  }

  private static Set<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
      return files
          .filter(file -> file.getFileName().toString().contains("flink"))
          .collect(Collectors.toSet());
    }
  }

  @Test
  void portInUseIsSaidWithWhatToDo() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThatThrownBy(() -> LocalFlink.start(onPort(taken.getLocalPort())))
          .isInstanceOf(ClusterException.class)
          .hasMessageContaining("Port " + taken.getLocalPort() + " is in use")
          .hasMessageContaining("--web-port");
    }
  }
}
