package io.dbintel.ingest.logs.parse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** The YAML files beside these classes. */
final class DataFiles {
  private DataFiles() {}

  static JsonNode read(String name) {
    try (InputStream yaml = DataFiles.class.getResourceAsStream(name)) {
      return new ObjectMapper(new YAMLFactory()).readTree(yaml);
    } catch (IOException unreadable) {
      throw new UncheckedIOException("Cannot read the data file " + name, unreadable);
    }
  }
}
