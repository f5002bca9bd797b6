package io.dbintel.ingest.capabilities;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Files that this package brings with it. A wrong one stops the first use: tests would show it. */
final class DataFile {
  private static final ObjectMapper YAML =
      JsonMapper.builder(
              YAMLFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build())
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
          .build();

  private DataFile() {}

  static <T> T yaml(String name, Class<T> type) {
    try (InputStream file = open(name)) {
      return YAML.readValue(file, type);
    } catch (IOException wrong) {
      throw new UncheckedIOException("Cannot read " + name, wrong);
    }
  }

  static String text(String name) {
    try (InputStream file = open(name)) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException wrong) {
      throw new UncheckedIOException("Cannot read " + name, wrong);
    }
  }

  private static InputStream open(String name) throws IOException {
    InputStream file = DataFile.class.getResourceAsStream(name);
    if (file == null) {
      throw new IOException("There is no file " + name);
    }
    return file;
  }
}
