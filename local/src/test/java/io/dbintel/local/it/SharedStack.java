package io.dbintel.local.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.dbintel.schemas.topic.Topic;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives test classes one pipeline with a running job and one set of servers, which live until all
 * classes are done. Every record must fit the JSON Schema of its topic, and none may become a dead
 * letter.
 */
final class SharedStack implements ParameterResolver, AfterAllCallback {
  private static final int PARALLELISM = 2;

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = parameter.getParameter().getType();
    return type == Pipeline.class || type == Servers.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Pipeline.class
        ? pipeline(context)
        : store(context).getOrComputeIfAbsent("servers", key -> new Servers(), Servers.class);
  }

  @Override
  public void afterAll(ExtensionContext context) {
    Pipeline pipeline = store(context).get("pipeline", Pipeline.class);
    if (pipeline == null) {
      // No class has asked for one so far.
      return;
    }
    pipeline.awaitDelivery();
    pipeline.job().checkpoint();
    assertThat(pipeline.records(Topic.RAW_STATEMENTS)).isNotEmpty();
    assertThat(pipeline.records(Topic.DEADLETTER)).isEmpty();
    assertThat(pipeline.job().failure()).isEmpty();
  }

  private static Pipeline pipeline(ExtensionContext context) {
    return store(context).getOrComputeIfAbsent("pipeline", key -> start(), Pipeline.class);
  }

  private static Pipeline start() {
    Pipeline pipeline = Pipeline.start(Pipeline.ALL);
    pipeline.startJob(PARALLELISM);
    return pipeline;
  }

  private static Store store(ExtensionContext context) {
    return context.getRoot().getStore(Namespace.create(SharedStack.class));
  }
}
