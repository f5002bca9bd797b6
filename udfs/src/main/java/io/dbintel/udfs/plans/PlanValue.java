package io.dbintel.udfs.plans;

import java.util.List;

/** A part of a plan in a structured format. Keys of a group may repeat, as they do in XML. */
sealed interface PlanValue {
  record Group(List<Member> entries) implements PlanValue {}

  record Items(List<PlanValue> values) implements PlanValue {}

  record Scalar(String text, ScalarType type) implements PlanValue {}

  record Member(String key, PlanValue value) {}

  /** XML has no types: {@link #UNTYPED} may be any. */
  enum ScalarType {
    STRING,
    NUMBER,
    BOOLEAN,
    NULL,
    UNTYPED
  }

  static Scalar string(String text) {
    return new Scalar(text, ScalarType.STRING);
  }
}
