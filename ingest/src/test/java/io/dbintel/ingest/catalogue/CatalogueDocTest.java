package io.dbintel.ingest.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CatalogueDocTest {
  @Test
  void theDocumentationIsNotStale() throws IOException {
    Path page = Path.of("..", "docs", "catalogue.md");
    assertThat(Files.readString(page))
        .as("write it anew: java io.dbintel.ingest.catalogue.CatalogueDoc docs/catalogue.md")
        .isEqualTo(CatalogueDoc.markdown());
  }

  @Test
  void theExampleOfTheDocumentationIsAGoodCatalogue(@TempDir Path folder) throws Exception {
    String page = CatalogueDoc.markdown();
    int start = page.indexOf("```yaml\n") + "```yaml\n".length();
    Path file =
        Files.writeString(
            folder.resolve("own.yaml"), page.substring(start, page.indexOf("```", start)));
    CatalogueEntry entry =
        Catalogue.with(file).entries().stream()
            .filter(CatalogueEntry::ownEntry)
            .findFirst()
            .orElseThrow();
    assertThat(entry.needs())
        .containsExactly(
            "PostgreSQL 14-",
            "extension `pgmq` 1.2-",
            "`pg_cron` preloaded",
            "`track_functions` pl or all",
            "`work_mem` at least 4096",
            "grant `pg_read_all_stats`",
            "primary",
            "not on aurora");
  }
}
