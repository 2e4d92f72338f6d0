package io.breakwater.local.standalone;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.breakwater.local.cluster.ClusterException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;

/** What a job manager tells of itself and of its jobs. */
final class FlinkRest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Set<String> ENDED = Set.of("FAILED", "CANCELED", "FINISHED");
  private static final String RUNNING = "RUNNING";

  private final HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
  private final ObjectMapper json = new ObjectMapper();
  private final URI address;

  FlinkRest(int port) {
    this.address = URI.create("http://localhost:" + port);
  }

  /** How many task managers have registered; none while the job manager does not answer. */
  int taskManagers() throws InterruptedException {
    try {
      return get("/overview").path("taskmanagers").asInt();
    } catch (IOException e) {
      return 0;
    }
  }

  /** The task managers on which a job runs; none while a task of it does not run. */
  Set<String> taskManagersOf(String job) throws IOException, InterruptedException {
    JsonNode state = get("/jobs/" + job);
    Set<String> taskManagers = new TreeSet<>();
    if (!isRunning(state.path("state"))) {
      return taskManagers;
    }
    for (JsonNode vertex : state.path("vertices")) {
      String path = "/jobs/" + job + "/vertices/" + vertex.path("id").asText();
      for (JsonNode subtask : get(path).path("subtasks")) {
        if (!isRunning(subtask.path("status"))) {
          return Set.of();
        }
        taskManagers.add(subtask.path("taskmanager-id").asText());
      }
    }
    return taskManagers;
  }

  private static boolean isRunning(JsonNode state) {
    return state.asText().equals(RUNNING);
  }

  /**
   * Checks that a job has not ended.
   *
   * @throws ClusterException with its failure when it has
   */
  void requireAlive(String job) throws IOException, InterruptedException {
    String state = get("/jobs/" + job).path("state").asText();
    if (ENDED.contains(state)) {
      throw new ClusterException(
          "The job is " + state + ": " + get("/jobs/" + job + "/exceptions"));
    }
  }

  private JsonNode get(String path) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(address.resolve(path)).timeout(PATIENCE).build();
    HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
    if (response.statusCode() != 200) {
      throw new IOException(path + " answers " + response.statusCode() + ": " + response.body());
    }
    return json.readTree(response.body());
  }
}
