package io.dbintel.local.workload;

import static io.dbintel.local.workload.ShopQueries.row;

import java.util.List;
import java.util.random.RandomGenerator;

/** What runs in the database {@code crm}. */
final class CrmQueries {
  static final List<Task> SALES =
      List.of(
          Task.of("SELECT * FROM contacts WHERE id = ?", random -> row(contact(random))),
          Task.of(
              "SELECT c.name, n.note FROM contacts c LEFT JOIN notes n ON n.contact_id = c.id WHERE c.id = ?",
              random -> row(contact(random))),
          Task.of(
              "INSERT INTO notes (contact_id, note) VALUES (?, ?)",
              random -> row(contact(random), "called " + random.nextInt(1000))),
          Task.of(
              "UPDATE contacts SET last_contact = now() WHERE id = ?",
              random -> row(contact(random))),
          Task.of(
              "DELETE FROM notes WHERE contact_id = ? AND written_at < now()",
              random -> row(contact(random))),
          Task.adHoc(CrmQueries::segment));

  private static final List<String> DIMENSIONS = List.of("region", "segment", "owner", "language");

  private CrmQueries() {}

  private static String segment(RandomGenerator random) {
    String first = DIMENSIONS.get(random.nextInt(DIMENSIONS.size()));
    String second = DIMENSIONS.get(random.nextInt(DIMENSIONS.size()));
    return "SELECT %s, %s, count(*) FROM contacts GROUP BY 1, 2 ORDER BY 3 DESC LIMIT 5"
        .formatted(first, second);
  }

  private static int contact(RandomGenerator random) {
    return 1 + random.nextInt(ShopSchema.CONTACTS);
  }
}
