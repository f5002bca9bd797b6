package io.dbintel.jobs.export.encode;

import io.dbintel.schemas.envelope.Server;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.resource.v1.Resource;

/** OTLP attributes and the resource they describe. */
final class Attributes {
  private static final int VERSION_10 = 100_000;

  private Attributes() {}

  /** The monitored server. Its identity is {@code host:port}, as New Relic's entities have it. */
  static Resource resource(String instance, Server server) {
    Resource.Builder resource =
        Resource.newBuilder()
            .addAttributes(text("service.instance.id", server.address() + ":" + server.port()))
            .addAttributes(text("server.address", server.address()))
            .addAttributes(integer("server.port", server.port()))
            .addAttributes(text("db.system.name", "postgresql"))
            .addAttributes(text("dbintel.instance", instance));
    if (server.versionNum() > 0) {
      resource.addAttributes(text("postgresql.version", version(server.versionNum())));
    }
    return resource.build();
  }

  /** {@code server_version_num} as people write it: 170011 is 17.11, 90624 is 9.6.24. */
  static String version(int number) {
    return number >= VERSION_10
        ? number / 10_000 + "." + number % 10_000
        : number / 10_000 + "." + number / 100 % 100 + "." + number % 100;
  }

  static KeyValue text(String key, String value) {
    return of(key, AnyValue.newBuilder().setStringValue(value));
  }

  static KeyValue integer(String key, long value) {
    return of(key, AnyValue.newBuilder().setIntValue(value));
  }

  /**
   * An attribute of any type an event may carry.
   *
   * @throws IllegalArgumentException for other types; names the type, not the value
   */
  static KeyValue typed(String key, Object value) {
    if (value instanceof String text) {
      return text(key, text);
    }
    if (value instanceof Long || value instanceof Integer) {
      return integer(key, ((Number) value).longValue());
    }
    if (value instanceof Double number) {
      return of(key, AnyValue.newBuilder().setDoubleValue(number));
    }
    if (value instanceof Boolean truth) {
      return of(key, AnyValue.newBuilder().setBoolValue(truth));
    }
    throw new IllegalArgumentException("must be a string, 64-bit integer, double or boolean");
  }

  private static KeyValue of(String key, AnyValue.Builder value) {
    return KeyValue.newBuilder().setKey(key).setValue(value).build();
  }
}
