package io.dbintel.ingest.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatabaseNamesTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "*; anything; true",
        "shop; shop; true",
        "shop; shop2; false",
        "shop*; shop2; true",
        "*_prod,-old_*; shop_prod; true",
        "*_prod,-old_*; old_prod; false",
        "-tmp*; shop; true",
        "-tmp*; tmp1; false",
        "a.b; aXb; false",
        "a*b*c; aXbYc; true",
        " shop , other ; other; true",
        "ab*; a; false"
      })
  void hold(String option, String database, boolean expected) {
    assertThat(new DatabaseNames(option).hold(database)).isEqualTo(expected);
  }
}
