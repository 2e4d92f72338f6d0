package io.breakwater.local.security;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What Flink's web interface shows, and the interface for programs behind it. */
final class WebInterface {
  private static final int FOUND = 200;
  private static final int NOT_YET = 503;
  private static final int PATIENCE = 600;
  private static final int POLL_MILLIS = 50;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient client = HttpClient.newHttpClient();
  private final URI address;

  WebInterface(URI address) {
    this.address = address;
  }

  /** The ids of the jobs that there are. */
  List<String> jobs() {
    return ids(json("/jobs").path("jobs"), "id");
  }

  /** Pages about the cluster and all that runs on it, by their paths. */
  Map<String, String> pages() {
    List<String> paths =
        new ArrayList<>(
            List.of(
                "/config",
                "/overview",
                "/jobmanager/config",
                "/jobmanager/environment",
                "/jobmanager/metrics",
                "/jobmanager/thread-dump",
                "/jobs/overview",
                "/taskmanagers",
                "/taskmanagers/metrics"));
    for (String manager : ids(json("/taskmanagers").path("taskmanagers"), "id")) {
      addAll(paths, "/taskmanagers/" + manager, "", "/metrics", "/thread-dump");
    }
    for (String job : jobs()) {
      addJob(paths, "/jobs/" + job);
    }
    Map<String, String> pages = new LinkedHashMap<>();
    paths.forEach(path -> pages.put(path, page(path)));
    return pages;
  }

  private void addJob(List<String> paths, String job) {
    addAll(
        paths,
        job,
        "",
        "/config",
        "/plan",
        "/exceptions",
        "/checkpoints",
        "/checkpoints/config",
        "/metrics",
        "/accumulators",
        "/jobmanager/config",
        "/jobmanager/environment");
    for (String vertex : ids(json(job).path("vertices"), "id")) {
      addAll(
          paths,
          job + "/vertices/" + vertex,
          "",
          "/metrics",
          "/subtasks/metrics",
          "/accumulators",
          "/watermarks");
    }
  }

  private static void addAll(List<String> paths, String of, String... each) {
    for (String path : each) {
      paths.add(of + path);
    }
  }

  private static List<String> ids(JsonNode array, String field) {
    List<String> ids = new ArrayList<>();
    array.forEach(entry -> ids.add(entry.path(field).asText()));
    return ids;
  }

  JsonNode json(String path) {
    try {
      return JSON.readTree(page(path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits where nobody leads the cluster yet. */
  private String page(String path) {
    try {
      HttpResponse<String> answer = get(path);
      for (int again = 0; answer.statusCode() == NOT_YET && again < PATIENCE; again++) {
        Thread.sleep(POLL_MILLIS);
        answer = get(path);
      }
      if (answer.statusCode() != FOUND) {
        throw new IllegalStateException(path + ": " + answer.statusCode() + " " + answer.body());
      }
      return answer.body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(address.resolve(path)).build(), BodyHandlers.ofString());
  }
}
