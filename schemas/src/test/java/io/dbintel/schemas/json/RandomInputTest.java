package io.dbintel.schemas.json;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.dbintel.schemas.deadletter.InvalidRecordException;
import io.dbintel.schemas.testing.WireForm;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever comes in, a reader returns or refuses, soon. Any other exception fails a property. */
class RandomInputTest {
  private static final byte[] TOKENS =
      "{}[]\",:0123456789.-+eEtrufalsn\\ \u0000\u007f".getBytes(US_ASCII);
  private static final Duration BOUND = Duration.ofSeconds(2);

  /** At a place of the record: overwrite, insert, delete, or copy a part of it to elsewhere. */
  record Edit(int kind, double place, double other, int length, byte value) {
    byte[] apply(byte[] record) {
      int at = (int) (place * record.length);
      int end = Math.min(record.length, at + length);
      return switch (kind) {
        case 0 -> overwrite(record, at);
        case 1 -> splice(record, at, at, new byte[] {value});
        case 2 -> splice(record, at, end, new byte[0]);
        default -> {
          int target = (int) (other * record.length);
          yield splice(record, target, target, Arrays.copyOfRange(record, at, end));
        }
      };
    }

    private byte[] overwrite(byte[] record, int at) {
      byte[] copy = record.clone();
      if (at < copy.length) {
        copy[at] = value;
      }
      return copy;
    }

    private static byte[] splice(byte[] record, int from, int to, byte[] insert) {
      byte[] copy = new byte[record.length - (to - from) + insert.length];
      System.arraycopy(record, 0, copy, 0, from);
      System.arraycopy(insert, 0, copy, from, insert.length);
      System.arraycopy(record, to, copy, from + insert.length, record.length - to);
      return copy;
    }
  }

  @Property(tries = 2_000)
  void randomBytesAreReadOrRefused(@ForAll WireForm form, @ForAll byte[] record) {
    readOrRefuse(form, record);
  }

  @Property(tries = 2_000)
  void randomTokensAreReadOrRefused(@ForAll WireForm form, @ForAll("tokens") List<Byte> tokens) {
    byte[] record = new byte[tokens.size() + 1];
    record[0] = '{';
    for (int i = 0; i < tokens.size(); i++) {
      record[i + 1] = tokens.get(i);
    }
    readOrRefuse(form, record);
  }

  @Property(tries = 20_000)
  void editedRecordsAreReadOrRefused(@ForAll WireForm form, @ForAll("edits") List<Edit> edits) {
    byte[] record = form.sample();
    for (Edit edit : edits) {
      record = edit.apply(record);
    }
    readOrRefuse(form, record);
  }

  @Provide
  Arbitrary<List<Byte>> tokens() {
    return token().list().ofMaxSize(200);
  }

  @Provide
  Arbitrary<List<Edit>> edits() {
    return Combinators.combine(
            Arbitraries.integers().between(0, 3),
            Arbitraries.doubles().between(0, 1),
            Arbitraries.doubles().between(0, 1),
            Arbitraries.integers().between(1, 40),
            Arbitraries.oneOf(token(), Arbitraries.bytes()))
        .as(Edit::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(8);
  }

  private static Arbitrary<Byte> token() {
    return Arbitraries.integers().between(0, TOKENS.length - 1).map(index -> TOKENS[index]);
  }

  private static void readOrRefuse(WireForm form, byte[] record) {
    long start = System.nanoTime();
    try {
      form.read(record);
    } catch (InvalidRecordException refused) {
      assertThat(refused.getMessage()).isNotBlank();
      assertThat(refused.getMessage().length()).isLessThan(120);
    }
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(BOUND);
  }
}
