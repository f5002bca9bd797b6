package io.dbintel.ingest.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OptionsDocTest {
  private static final Path PAGE = Path.of("..", "docs", "config.md");

  @Test
  void thePageInTheRepositoryIsCurrent() throws Exception {
    assertThat(PAGE)
        .as("Write it anew: run OptionsDoc with docs/config.md as its argument")
        .exists()
        .content()
        .isEqualTo(OptionsDoc.markdown());
  }

  @Test
  void theGeneratorWritesThePage(@TempDir Path folder) throws Exception {
    Path page = folder.resolve("docs").resolve("config.md");
    OptionsDoc.main(new String[] {page.toString()});
    assertThat(Files.readString(page)).isEqualTo(OptionsDoc.markdown());
  }

  @Test
  void everyDefaultKeepsItsOwnRuleAndEveryOptionIsDescribed() {
    List<Option<?>> options = new ArrayList<>(Options.GLOBAL);
    options.addAll(Options.IDENTITY);
    options.addAll(Options.SHARED);
    for (Option<?> option : options) {
      if (option.defaultText() != null) {
        assertThat(option.defaultValue()).as(option.key()).isNotNull();
      }
      assertThat(option.description()).as(option.key()).endsWith(".");
    }
    assertThat(options.stream().map(Option::key)).doesNotHaveDuplicates();
  }

  @Test
  void theFileWithEveryOptionIsReadButForTheFilesItNames(@TempDir Path folder) throws Exception {
    String yaml = SampleFile.yaml().replaceFirst("  passfile: .*\n", "");
    for (String file :
        List.of("/etc/ssl/pg-ca.pem", "/etc/dbintel/client.pem", "/etc/dbintel/client.pk8")) {
      Path there = Files.createFile(folder.resolve(Path.of(file).getFileName()));
      assertThat(yaml).contains(file);
      yaml = yaml.replace(file, there.toString());
    }
    IngestConfig config =
        ConfigLoader.parse(yaml, Map.of("PG_PASSWORD", "p", "OTLP_LOGS_TOKEN", "t"));
    assertThat(config.targets()).hasSize(1);
    assertThat(config.targets().get(0).signals().sessions()).isEqualTo(SessionsConfig.defaults());
    assertThat(config.service().stateDirectory()).contains("/var/lib/dbintel");
  }
}
