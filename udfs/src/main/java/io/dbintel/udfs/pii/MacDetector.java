package io.dbintel.udfs.pii;

/** Hardware addresses: six pairs joined by colons or dashes, or three groups of four by dots. */
final class MacDetector implements Detector {
  @Override
  public String triggers() {
    return ":-.";
  }

  @Override
  public void look(Scan scan, int at) {
    char joint = scan.at(at);
    int group = joint == '.' ? 4 : 2;
    int groups = joint == '.' ? 3 : 6;
    if (scan.at(at + group + 1) != joint) {
      return;
    }
    int start = at - group;
    int end = start + groups * (group + 1) - 1;
    if (scan.at(start - 1) != joint
        && scan.at(end) != joint
        && joined(scan, start, end, group)
        && scan.startsFree(start)
        && scan.endsFree(end)
        && (group == 2 || lettered(scan, start, end))) {
      scan.hit(TextDetector.MAC_ADDRESS, start, end);
    }
  }

  private static boolean joined(Scan scan, int start, int end, int group) {
    char joint = scan.at(start + group);
    for (int i = start; i < end; i++) {
      boolean between = (i - start) % (group + 1) == group;
      if (between ? scan.at(i) != joint : !Chars.hex(scan.at(i))) {
        return false;
      }
    }
    return true;
  }

  /** Without a letter, three groups of four may be any number. */
  private static boolean lettered(Scan scan, int start, int end) {
    for (int i = start; i < end; i++) {
      if (Chars.letter(scan.at(i))) {
        return true;
      }
    }
    return scan.strict(TextDetector.MAC_ADDRESS);
  }
}
