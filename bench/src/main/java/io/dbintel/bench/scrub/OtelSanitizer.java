package io.dbintel.bench.scrub;

import io.opentelemetry.instrumentation.api.incubator.semconv.db.SqlDialect;
import io.opentelemetry.instrumentation.api.incubator.semconv.db.SqlQuery;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Method;

/**
 * OpenTelemetry's SQL sanitizer without the cache in front of it, which would answer every repeated
 * text: it is not public, hence the handle.
 */
final class OtelSanitizer {
  private static final String SANITIZER =
      "io.opentelemetry.instrumentation.api.incubator.semconv.db.AutoSqlSanitizer";
  private static final MethodHandle SANITIZE = handle();

  private OtelSanitizer() {}

  static SqlQuery sanitize(String sql) throws Throwable {
    return (SqlQuery) SANITIZE.invokeExact(sql, SqlDialect.DOUBLE_QUOTES_ARE_IDENTIFIERS);
  }

  private static MethodHandle handle() {
    try {
      Method method =
          Class.forName(SANITIZER).getDeclaredMethod("sanitize", String.class, SqlDialect.class);
      method.setAccessible(true);
      return MethodHandles.lookup().unreflect(method);
    } catch (ReflectiveOperationException failure) {
      throw new ExceptionInInitializerError(failure);
    }
  }
}
