package io.dbintel.local.demo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class TerminalSizeTest {
  @Test
  void readsColumnsAndRows() {
    assertThat(TerminalSize.parse("120x40")).contains(new TerminalSize(120, 40));
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", "x", "120", "0x0", "20x40", "120x5", "-1x9", "99999x40"})
  void anythingElseIsNoScreen(String text) {
    assertThat(TerminalSize.parse(text)).isEmpty();
  }
}
