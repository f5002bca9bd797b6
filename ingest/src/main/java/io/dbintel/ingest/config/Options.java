package io.dbintel.ingest.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Every option of the collector. The only place where one is declared. */
final class Options {
  static final Option<String> COLLECTOR_ID =
      Option.withDefault(
          "collector.id",
          OptionType.text(),
          "dbintel",
          Rule.name(),
          "Stable id of this collector; it stands in every record.");

  static final Option<String> BOOTSTRAP_SERVERS =
      Option.required(
          "kafka.bootstrap_servers",
          "kafka-1:9092,kafka-2:9092",
          OptionType.text(),
          Rule.withoutCredentials(),
          "Brokers to start from: host:port, commas between them.");
  static final Option<Boolean> CREATE_TOPICS =
      Option.withDefault(
          "kafka.create_topics",
          OptionType.bool(),
          "true",
          Rule.any(),
          "Create the topics of dbintel that do not exist. Existing ones are never changed.");
  static final Option<Integer> REPLICATION_FACTOR =
      Option.withDefault(
          "kafka.replication_factor",
          OptionType.integer(),
          "-1",
          new Rule<>("must be -1 or from 1 to 16", n -> n == -1 || (n >= 1 && n <= 16)),
          "Replicas of the topics that are created; -1 takes the broker's default.");
  static final Option<Compression> COMPRESSION =
      Option.withDefault(
          "kafka.compression",
          OptionType.oneOf(Compression.class),
          "zstd",
          Rule.any(),
          "Compression of record batches. With zstd the jobs need much less time to read them.");
  static final Option<Integer> BUFFER_BYTES =
      Option.withDefault(
          "kafka.buffer_bytes",
          OptionType.integer(),
          "25165824",
          Rule.between(4 << 20, 1 << 30),
          "Memory for records that Kafka has not taken yet. When it is full, polls are dropped and"
              + " counted.");
  static final Option<Duration> DELIVERY_TIMEOUT =
      Option.withDefault(
          "kafka.delivery_timeout",
          OptionType.duration(),
          "2m",
          Rule.between(Duration.ofSeconds(10), Duration.ofHours(1)),
          "How long a record may wait for Kafka before it is dropped and counted.");
  static final Option<Duration> FLUSH_TIMEOUT =
      Option.withDefault(
          "kafka.flush_timeout",
          OptionType.duration(),
          "10s",
          Rule.between(Duration.ofMillis(100), Duration.ofMinutes(5)),
          "How long a start waits to reach Kafka, and a stop waits for Kafka to take the"
              + " rest.");

  /** Passed through to the Kafka clients; any key below it is allowed. */
  static final String KAFKA_PROPERTIES = "kafka.properties";

  static final String KAFKA_PROPERTIES_DESCRIPTION =
      "More settings of the Kafka clients, passed on as they are, for example for TLS and SASL.";

  static final Option<String> INSTANCE =
      Option.required(
          "instance",
          "shop-1",
          OptionType.text(),
          Rule.name(),
          "Stable id of the instance: the key of its records, and of its history. Unique.");
  static final Option<String> HOST =
      Option.required(
          "host",
          "shop-1.example.com",
          OptionType.text(),
          Rule.hostName(),
          "Host name or address of the server itself, never of a pooler or load balancer.");

  static final Option<Integer> PORT =
      Option.withDefault(
          "port", OptionType.integer(), "5432", Rule.between(1, 65_535), "TCP port.");
  static final Option<String> DATABASE =
      Option.withDefault(
          "database",
          OptionType.text(),
          "postgres",
          Rule.notBlank(),
          "Database to connect to; it must have the extension pg_stat_statements.");
  static final Option<String> USER =
      Option.required(
          "user",
          "dbintel",
          OptionType.text(),
          Rule.notBlank(),
          "Role to log in as. Its own statements are left out. It should be a member of"
              + " pg_read_all_stats or pg_monitor.");
  static final Option<Secret> PASSWORD =
      Option.optional(
          "password",
          "${env:PG_PASSWORD}",
          OptionType.secretText(),
          "Password of the role; best given as a reference. A file is read again for each"
              + " connection, so a changed password needs no restart.");
  static final Option<String> PASSFILE =
      Option.optional(
          "passfile",
          "/etc/dbintel/pgpass",
          OptionType.text(),
          "Password file in the form of libpq, used where no password is given; else PGPASSFILE or"
              + " ~/.pgpass, when there is one. It must be closed to group and others, and is read"
              + " again for each connection.");
  static final Option<SslMode> SSLMODE =
      Option.withDefault(
          "sslmode",
          OptionType.oneOf(SslMode.class),
          "prefer",
          Rule.any(),
          "How far the connection is encrypted and the server verified. When ssl_root_cert is"
              + " given, the default is verify-full.");
  static final Option<String> SSL_ROOT_CERT =
      Option.optional(
          "ssl_root_cert",
          "/etc/ssl/pg-ca.pem",
          OptionType.text(),
          "PEM file of the authorities that verify-ca and verify-full trust. Without it the JVM's"
              + " own trust store counts.");
  static final Option<String> SSL_CERT =
      Option.optional(
          "ssl_cert",
          "/etc/dbintel/client.pem",
          OptionType.text(),
          "PEM file of the certificate that the collector shows to the server.");
  static final Option<String> SSL_KEY =
      Option.optional(
          "ssl_key",
          "/etc/dbintel/client.pk8",
          OptionType.text(),
          "Key of ssl_cert, in PKCS-8 DER without a password (openssl pkcs8 -topk8 -nocrypt"
              + " -outform DER).");
  static final Option<Duration> CONNECT_TIMEOUT =
      Option.withDefault(
          "connect_timeout",
          OptionType.duration(),
          "10s",
          Rule.between(Duration.ofMillis(100), Duration.ofMinutes(1)),
          "Limit for connecting and logging in, TLS included.");

  static final Option<Scrub> SCRUB =
      Option.withDefault(
          "scrub",
          OptionType.oneOf(Scrub.class),
          "job",
          Rule.any(),
          "Where texts of statements are scrubbed: by the jobs, or by the collector before they"
              + " reach Kafka (edge). With edge, columns of text that this release does not know"
              + " are left out, and raw topics may be kept for 7 days.");

  static final Option<Duration> INTERVAL =
      Option.withDefault(
          "statements.interval",
          OptionType.duration(),
          "60s",
          Rule.between(Duration.ofSeconds(10), Duration.ofHours(1)),
          "Time between two polls of pg_stat_statements.");
  static final Option<Duration> STATEMENT_TIMEOUT =
      Option.withDefault(
          "statements.statement_timeout",
          OptionType.duration(),
          "5s",
          Rule.between(Duration.ofMillis(10), Duration.ofMinutes(1)),
          "statement_timeout of the connection: the server's limit for each query.");
  static final Option<Duration> LOCK_TIMEOUT =
      Option.withDefault(
          "statements.lock_timeout",
          OptionType.duration(),
          "1s",
          Rule.between(Duration.ofMillis(10), Duration.ofMinutes(1)),
          "lock_timeout of the connection.");
  static final Option<Duration> ROUND_TRIP_TIMEOUT =
      Option.withDefault(
          "statements.round_trip_timeout",
          OptionType.duration(),
          "10s",
          Rule.between(Duration.ofMillis(100), Duration.ofMinutes(2)),
          "The collector's own limit for each round trip; the connection is cut when it passes. It"
              + " holds when the network or the server no longer answers, and must be longer than"
              + " statements.statement_timeout.");
  static final Option<Integer> MAX_ROWS =
      Option.withDefault(
          "statements.max_rows",
          OptionType.integer(),
          "100000",
          Rule.between(100, 1_000_000),
          "Most rows that one poll reads. A poll that meets this limit is published as partial.");
  static final Option<Duration> TEXTS_MIN_INTERVAL =
      Option.withDefault(
          "statements.texts_min_interval",
          OptionType.duration(),
          "60s",
          Rule.atLeast(Duration.ofSeconds(60)),
          "Least time between two reads of statement texts. Each makes the server read its whole"
              + " file of texts.");

  /** What stands once in the file. */
  static final List<Option<?>> GLOBAL =
      joined(
          ServiceOptions.ALL,
          COLLECTOR_ID,
          BOOTSTRAP_SERVERS,
          CREATE_TOPICS,
          REPLICATION_FACTOR,
          COMPRESSION,
          BUFFER_BYTES,
          DELIVERY_TIMEOUT,
          FLUSH_TIMEOUT);

  /** What each target must say for itself. */
  static final List<Option<?>> IDENTITY = List.of(INSTANCE, HOST);

  /** What a target may say, or {@code defaults} for all of them. */
  static final List<Option<?>> SHARED =
      joined(
          SignalOptions.ALL,
          PORT,
          DATABASE,
          USER,
          PASSWORD,
          PASSFILE,
          SSLMODE,
          SSL_ROOT_CERT,
          SSL_CERT,
          SSL_KEY,
          CONNECT_TIMEOUT,
          SCRUB,
          INTERVAL,
          STATEMENT_TIMEOUT,
          LOCK_TIMEOUT,
          ROUND_TRIP_TIMEOUT,
          MAX_ROWS,
          TEXTS_MIN_INTERVAL);

  private Options() {}

  private static List<Option<?>> joined(List<Option<?>> last, Option<?>... first) {
    List<Option<?>> all = new ArrayList<>(Arrays.asList(first));
    all.addAll(last);
    return List.copyOf(all);
  }
}
