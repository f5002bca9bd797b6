package io.dbintel.ingest.postgres;

import java.util.Locale;

/** Why a poll failed. The word is the same in records, logs and counters. */
public enum FailureCode {
  CONNECTION_REFUSED,
  UNKNOWN_HOST,
  UNREACHABLE,
  CONNECTION_LOST,
  TLS_FAILED,
  WRONG_PASSWORD,
  PASSWORD_UNREADABLE,
  POOLER,
  LOGIN_REFUSED,
  UNKNOWN_DATABASE,
  TOO_MANY_CONNECTIONS,
  STARTING_UP,
  TIMEOUT,
  LOCK_TIMEOUT,
  MISSING_EXTENSION,
  NOT_PRELOADED,
  MISSING_GRANT,
  RESET_DURING_READ,
  RECORD_TOO_LARGE,
  SERVER_ERROR,
  INTERNAL_ERROR;

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
