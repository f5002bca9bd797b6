package io.dbintel.local.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import io.dbintel.local.Await;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The jobs of a cluster, through its REST API. */
public final class ClusterJobs {
  private static final Duration SAVEPOINT_DEADLINE = Duration.ofSeconds(90);

  private final RestApi api;

  public ClusterJobs(URI restUrl) {
    api = new RestApi(restUrl);
  }

  /** Flink's word for the job's state, for example {@code RUNNING}; empty text when unknown. */
  public String state(String jobId) {
    return api.get("/jobs/" + jobId).map(job -> job.path("state").asText()).orElse("");
  }

  public int completedCheckpoints(String jobId) {
    return api.get("/jobs/" + jobId + "/checkpoints")
        .map(all -> all.path("counts").path("completed").asInt())
        .orElse(0);
  }

  /**
   * The first line of the failure that ended or restarted the job last; empty when there is none.
   */
  public String failure(String jobId) {
    return api.get("/jobs/" + jobId + "/exceptions")
        .map(all -> all.path("root-exception").asText(""))
        .orElse("");
  }

  /** The sum over all tasks and subtasks of the metrics whose name ends so. */
  public double metricSum(String jobId, String nameEnd) {
    double sum = 0;
    for (String vertex : vertices(jobId)) {
      String path = "/jobs/" + jobId + "/vertices/" + vertex + "/subtasks/metrics";
      List<String> names = new ArrayList<>();
      api.get(path)
          .ifPresent(
              all ->
                  all.forEach(
                      metric -> {
                        if (metric.path("id").asText().endsWith(nameEnd)) {
                          names.add(metric.path("id").asText());
                        }
                      }));
      if (!names.isEmpty()) {
        String get = path + "?get=" + names.stream().collect(Collectors.joining(","));
        for (JsonNode metric : api.get(get).orElseThrow()) {
          sum += metric.path("sum").asDouble();
        }
      }
    }
    return sum;
  }

  public void cancel(String jobId) {
    api.send("PATCH", "/jobs/" + jobId + "?mode=cancel", "");
  }

  /**
   * Stops a job with a savepoint.
   *
   * @return where the savepoint is
   */
  public String stopWithSavepoint(String jobId, Path directory) {
    String body = "{\"drain\":false,\"targetDirectory\":\"" + directory.toUri() + "\"}";
    String trigger =
        api.send("POST", "/jobs/" + jobId + "/stop", body)
            .map(answer -> answer.path("request-id").asText())
            .orElseThrow(() -> new IllegalStateException("The savepoint was not accepted"));
    String path = "/jobs/" + jobId + "/savepoints/" + trigger;
    boolean done =
        Await.within(
            SAVEPOINT_DEADLINE,
            () ->
                api.get(path)
                    .map(answer -> answer.path("status").path("id").asText().equals("COMPLETED"))
                    .orElse(false));
    JsonNode operation = api.get(path).orElseThrow().path("operation");
    if (!done || !operation.hasNonNull("location")) {
      throw new IllegalStateException(
          "No savepoint of job "
              + jobId
              + ": "
              + operation.path("failure-cause").asText("too slow"));
    }
    return operation.path("location").asText();
  }

  private List<String> vertices(String jobId) {
    List<String> ids = new ArrayList<>();
    api.get("/jobs/" + jobId)
        .ifPresent(
            job -> job.path("vertices").forEach(vertex -> ids.add(vertex.path("id").asText())));
    return ids;
  }
}
