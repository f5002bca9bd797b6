package io.dbintel.local.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;

/** The JobManager's REST API, as far as a cluster's state goes. */
final class RestApi {
  private static final Duration TIMEOUT = Duration.ofSeconds(5);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient client = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
  private final URI url;

  RestApi(URI url) {
    this.url = url;
  }

  /** Slots, TaskManagers and jobs; empty when the API does not answer. */
  Optional<JsonNode> overview() {
    return get("/overview");
  }

  /** Whether a TaskManager has registered all its slots. */
  boolean hasTaskManager(String id, int slots) {
    for (JsonNode taskManager :
        get("/taskmanagers").map(all -> all.path("taskmanagers")).orElse(JSON.createArrayNode())) {
      if (taskManager.path("id").asText().equals(id)
          && taskManager.path("slotsNumber").asInt() == slots) {
        return true;
      }
    }
    return false;
  }

  /** One job; empty when the JobManager does not know it. */
  Optional<ClusterJob> job(String id) {
    Optional<JsonNode> checkpoints = get("/jobs/" + id + "/checkpoints");
    return get("/jobs/" + id)
        .map(
            job ->
                new ClusterJob(
                    id,
                    job.path("name").asText(),
                    job.path("state").asText(),
                    count(checkpoints, "completed"),
                    count(checkpoints, "restored")));
  }

  private static long count(Optional<JsonNode> checkpoints, String name) {
    return checkpoints.map(node -> node.path("counts").path(name).asLong()).orElse(0L);
  }

  /** The answer to a GET; empty when there is none, or its status is not of success. */
  Optional<JsonNode> get(String path) {
    return answer(HttpRequest.newBuilder(url.resolve(path)).timeout(TIMEOUT).build());
  }

  /** The answer to a request with a JSON body; empty when it was not accepted. */
  Optional<JsonNode> send(String method, String path, String json) {
    return answer(
        HttpRequest.newBuilder(url.resolve(path))
            .timeout(TIMEOUT)
            .header("Content-Type", "application/json")
            .method(method, HttpRequest.BodyPublishers.ofString(json))
            .build());
  }

  private Optional<JsonNode> answer(HttpRequest request) {
    try {
      HttpResponse<byte[]> response = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
      return response.statusCode() / 100 == 2
          ? Optional.of(JSON.readTree(response.body()))
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while asking " + url, e);
    }
  }
}
