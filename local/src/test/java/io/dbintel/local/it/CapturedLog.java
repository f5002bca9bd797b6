package io.dbintel.local.it;

import java.io.StringWriter;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.WriterAppender;
import org.apache.logging.log4j.core.config.Configuration;
import org.apache.logging.log4j.core.config.LoggerConfig;
import org.apache.logging.log4j.core.layout.PatternLayout;

/** What this process writes to its log, stack traces included, our own loggers in full. */
final class CapturedLog implements AutoCloseable {
  private static final String OURS = "io.dbintel";

  private final LoggerContext context = (LoggerContext) LogManager.getContext(false);
  private final StringWriter text = new StringWriter();
  private final WriterAppender appender;

  private CapturedLog() {
    appender =
        WriterAppender.newBuilder()
            .setName("captured")
            .setTarget(text)
            .setLayout(PatternLayout.newBuilder().withPattern("%p %c %m%n%ex").build())
            .build();
  }

  static CapturedLog start() {
    CapturedLog log = new CapturedLog();
    Configuration configuration = log.context.getConfiguration();
    log.appender.start();
    configuration.getRootLogger().addAppender(log.appender, Level.ALL, null);
    configuration.addLogger(OURS, new LoggerConfig(OURS, Level.DEBUG, true));
    log.context.updateLoggers();
    return log;
  }

  String text() {
    return text.toString();
  }

  @Override
  public void close() {
    Configuration configuration = context.getConfiguration();
    configuration.getRootLogger().removeAppender(appender.getName());
    configuration.removeLogger(OURS);
    context.updateLoggers();
    appender.stop();
  }
}
