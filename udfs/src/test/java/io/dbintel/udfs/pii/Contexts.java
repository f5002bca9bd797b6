package io.dbintel.udfs.pii;

import java.util.List;

/** Surroundings in which a value must be found; {@code #} is its place. */
final class Contexts {
  /** For values that speak for themselves. */
  static final List<String> FREE =
      List.of(
          "#",
          "see # there",
          "'#'",
          "\"#\"",
          "(#)",
          "[#]",
          "{#}",
          "<#>",
          "x,#,y",
          "a;#;b",
          "v=#",
          "v=#&w=1",
          "v: #",
          "{\"v\":\"#\",\"n\":null}",
          "{\\\"v\\\": \\\"#\\\"}",
          "line\n#\nend",
          "tab\t#\tend",
          "escaped\\n#\\n",
          "q?v=%3D#%20x",
          "wort (#), ok",
          "Привет # мир",
          "用户：#。",
          "💳#💳",
          "\u00A0#\u00A0",
          "#\r\n",
          "path/#",
          "#!",
          "<email> #",
          "is # ?");

  static final List<String> URLS =
      List.of(
          "postgres://app:#@db.example.com:5432/shop",
          "see amqp://u:#@h, ok",
          "'redis://:#@cache'",
          "dsn=scott:#@orcl",
          "\"https://a:#@[::1]/\"",
          "(mongodb://root:#@10.0.0.1)");

  static final List<String> PASSWORDS =
      List.of(
          "password=#",
          "password = '#'",
          "\"password\": \"#\"",
          "{\\\"password\\\":\\\"#\\\"}",
          "PASSWORD '#'",
          "pwd:#",
          "PGPASSWORD=# psql",
          "jdbc:x?user=a&password=#&ssl=true",
          "passwd : \"#\",",
          "(password=#)",
          "{user=x, password=#}",
          "--password # -h x",
          "host=x password=# dbname=y",
          "user_password => #",
          "dbPass=#;x=1",
          "IDENTIFIED BY '#'");

  static final List<String> SECRETS =
      List.of(
          "api_key=#",
          "apiKey: '#'",
          "token=#&x=1",
          "\"client_secret\":\"#\"",
          "--token # x",
          "Authorization: Bearer #",
          "authorization: \"Basic #\"",
          "X-Auth-Token: #",
          "Bearer #",
          "aws_secret_access_key = #");

  private Contexts() {}

  static List<String> of(TextDetector detector) {
    return switch (detector) {
      case URL_CREDENTIALS -> URLS;
      case PASSWORD -> PASSWORDS;
      case SECRET -> SECRETS;
      default -> FREE;
    };
  }
}
