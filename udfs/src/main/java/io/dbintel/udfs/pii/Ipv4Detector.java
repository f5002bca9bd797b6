package io.dbintel.udfs.pii;

/**
 * IPv4 addresses: four octets. Not numbers of releases, which a word such as "version" announces.
 */
final class Ipv4Detector implements Detector {
  private static final Keywords RELEASES =
      new Keywords("version", "ver", "release", "build", "driver");
  private static final int RELEASE_DISTANCE = 12;

  @Override
  public String triggers() {
    return "0123456789";
  }

  @Override
  public void look(Scan scan, int at) {
    DigitGroups groups = scan.groups;
    if (groups.size() < 4 || groups.uniform(3) != '.' || !octets(groups)) {
      return;
    }
    int end = groups.end(3);
    boolean strict = scan.strict(TextDetector.IPV4);
    if (!scan.startsFree(at)
        || scan.at(at - 1) == '.'
        || !scan.endsFree(end)
        || (scan.at(end) == '.' && scan.digit(end + 1) >= 0)
        || (!strict && RELEASES.before(scan, at, RELEASE_DISTANCE))
        || (scan.lenient(TextDetector.IPV4) && inner(groups))) {
      return;
    }
    scan.hit(TextDetector.IPV4, at, end);
  }

  private static boolean octets(DigitGroups groups) {
    int from = 0;
    for (int i = 0; i < 4; i++) {
      int count = groups.count(i);
      if (count > 3 || groups.value(from, count) > 255 || (count > 1 && groups.digit(from) == 0)) {
        return false;
      }
      from += count;
    }
    return true;
  }

  /** Addresses that name no machine to the world: loopback, unspecified, private (RFC 1918). */
  private static boolean inner(DigitGroups groups) {
    int first = groups.value(0, groups.count(0));
    int second = groups.value(groups.count(0), groups.count(1));
    return first == 0
        || first == 10
        || first == 127
        || (first == 172 && second >= 16 && second < 32)
        || (first == 192 && second == 168);
  }
}
