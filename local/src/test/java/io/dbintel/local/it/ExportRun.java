package io.dbintel.local.it;

import io.dbintel.jobs.export.ExportOtlpJob;
import io.dbintel.local.cluster.ClusterJobs;
import java.net.URI;
import org.apache.flink.api.common.JobID;
import org.apache.flink.client.program.StreamContextEnvironment;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.DeploymentOptions;
import org.apache.flink.configuration.PipelineOptionsInternal;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.core.execution.DefaultExecutorServiceLoader;

/** The export job on the pipeline's cluster, submitted through its own command line. */
final class ExportRun {
  private final ClusterJobs jobs;
  private final String id;

  private ExportRun(ClusterJobs jobs, String id) {
    this.jobs = jobs;
    this.id = id;
  }

  static ExportRun start(Pipeline pipeline, URI endpoint) throws Exception {
    URI cluster = pipeline.flink().webUrl();
    JobID id = new JobID();
    Configuration settings = pipeline.flink().configuration();
    settings.set(DeploymentOptions.TARGET, "remote");
    settings.set(DeploymentOptions.ATTACHED, false);
    settings.set(RestOptions.ADDRESS, cluster.getHost());
    settings.set(RestOptions.PORT, cluster.getPort());
    settings.set(PipelineOptionsInternal.PIPELINE_FIXED_JOB_ID, id.toHexString());
    StreamContextEnvironment.setAsContext(
        new DefaultExecutorServiceLoader(), settings, ExportRun.class.getClassLoader(), true, true);
    try {
      ExportOtlpJob.main(
          new String[] {
            "--bootstrap-servers",
            pipeline.kafka().bootstrapServers(),
            "--endpoint",
            endpoint.toString(),
            "--parallelism",
            "2"
          });
    } finally {
      StreamContextEnvironment.unsetAsContext();
    }
    return new ExportRun(new ClusterJobs(cluster), id.toHexString());
  }

  /** Flink's own word. */
  String state() {
    return jobs.state(id);
  }
}
