package io.dbintel.udfs.statements;

import static org.assertj.core.api.Assertions.assertThat;

import io.dbintel.schemas.envelope.Sequence;
import io.dbintel.schemas.statements.QueryTexts;
import io.dbintel.udfs.statements.testing.PollBuilder;
import io.dbintel.udfs.statements.testing.TextsBuilder;
import io.dbintel.udfs.texts.TextBounds;
import io.dbintel.udfs.texts.TextKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever is read first, the same polls and texts give the same bytes. */
class TopQueryOrderTest {
  /** A small window and room for all the rest, so that only the bound that may count counts. */
  private static final TextBounds BOUNDS = new TextBounds(6, 1_000, 1_000);

  /**
   * What two collectors and their restarts published.
   *
   * @param texts one record each: collector, run, counter, then keys whose spelling varies
   * @param polls collector, run and counter of the texts they name
   */
  record Topics(List<int[]> texts, List<int[]> polls) {}

  @Property(tries = 3_000)
  void eventsDoNotDependOnWhichTopicWasReadFirst(
      @ForAll("topics") Topics topics, @ForAll long seed, @ForAll long otherSeed) {
    List<String> some = run(topics, new Random(seed), false);
    assertThat(run(topics, new Random(otherSeed), false)).isEqualTo(some);
    assertThat(run(topics, new Random(otherSeed), true)).isEqualTo(some);
    assertThat(some).hasSize(topics.polls().size());
  }

  @Provide
  Arbitrary<Topics> topics() {
    Arbitrary<Integer> two = Arbitraries.integers().between(0, 1);
    Arbitrary<Integer> counter = Arbitraries.integers().between(0, 30);
    Arbitrary<int[]> text =
        Combinators.combine(two, two, Arbitraries.integers().between(1, 3), two, two)
            .as((collector, run, step, key, spelling) -> ints(collector, run, step, key, spelling));
    Arbitrary<int[]> poll =
        Combinators.combine(two, two, counter)
            .as((collector, run, named) -> ints(collector, run, named));
    return Combinators.combine(text.list().ofMaxSize(25), poll.list().ofMinSize(1).ofMaxSize(25))
        .as(Topics::new);
  }

  private static int[] ints(int... values) {
    return values;
  }

  /** Interleaves both topics at random, and lets no more come in the end. */
  private static List<String> run(Topics topics, Random random, boolean pollsFirst) {
    List<QueryTexts> texts = texts(topics);
    List<TopQueries> polls = polls(topics);
    GateRun run = new GateRun(BOUNDS);
    int text = 0;
    int poll = 0;
    while (text < texts.size() || poll < polls.size()) {
      boolean takePoll = pollsFirst || random.nextBoolean();
      if (text == texts.size() || (takePoll && poll < polls.size())) {
        run.accept(polls.get(poll++));
      } else {
        run.accept(texts.get(text++));
      }
    }
    run.end();
    return run.events().records();
  }

  private static List<QueryTexts> texts(Topics topics) {
    int[] counters = new int[4];
    List<QueryTexts> records = new ArrayList<>();
    for (int[] text : topics.texts()) {
      int run = text[0] * 2 + text[1];
      counters[run] += text[2];
      long time = PollBuilder.timeOf(records.size());
      records.add(
          TextsBuilder.texts("collector-" + text[0], 1 + text[1], counters[run])
              .serverTime(time)
              .text(GateRun.text(text[3], "spelling " + text[4]))
              .text(GateRun.text(10 + text[2], "filler"))
              .build());
    }
    return records;
  }

  private static List<TopQueries> polls(Topics topics) {
    List<TextKey> keys = List.of(GateRun.key(0), GateRun.key(1), GateRun.key(12));
    List<TopQueries> polls = new ArrayList<>();
    for (int[] poll : topics.polls()) {
      Sequence named = poll[2] == 0 ? null : new Sequence(1 + poll[1], poll[2]);
      polls.add(GateRun.poll("collector-" + poll[0], 1 + poll[1], polls.size(), named, keys));
    }
    return polls;
  }
}
