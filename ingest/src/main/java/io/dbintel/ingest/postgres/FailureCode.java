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
  LOGIN_REFUSED,
  UNKNOWN_DATABASE,
  TOO_MANY_CONNECTIONS,
  STARTING_UP,
  TIMEOUT,
  LOCK_TIMEOUT,
  MISSING_EXTENSION,
  NOT_PRELOADED,
  MISSING_GRANT,
  MISSING_OBJECT,
  WRONG_RESULT,
  RESET_DURING_READ,
  RECORD_TOO_LARGE,
  LOG_UNREADABLE,
  LOG_NOT_FOUND,
  LOG_NOT_COLLECTED,
  LOG_POSITIONS_UNREADABLE,
  LOG_POSITIONS_UNWRITABLE,
  SERVER_ERROR,
  INTERNAL_ERROR;

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
