package io.dbintel.local.it;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A certificate authority of its own, made with the keytool of the JDK. */
final class TestAuthority {
  private static final String KEY = "key";
  static final String STORE_PASSWORD = "password of the key stores";
  private static final Base64.Encoder PEM = Base64.getMimeEncoder(64, new byte[] {'\n'});

  private final Path folder;
  private final Path store;

  private TestAuthority(Path folder) {
    this.folder = folder;
    this.store = folder.resolve("ca.p12");
  }

  static TestAuthority create(Path folder) {
    TestAuthority authority = new TestAuthority(folder);
    authority.generate(authority.store, "CN=Authority " + folder.getFileName(), "bc:c=ca:true");
    return authority;
  }

  /** The certificate of the authority, as PEM. */
  Path rootPem() {
    return pem(store, folder.resolve("root.pem"), false);
  }

  /** A certificate with these names (dns:… or ip:…) that is valid from so many days from now on. */
  Issued issue(String name, String names, int fromDay, int days) {
    Path file = folder.resolve(name + ".p12");
    generate(file, "CN=" + name);
    Path request = folder.resolve(name + ".csr");
    Path answer = folder.resolve(name + ".crt");
    keytool("-certreq", file, "-file", request.toString());
    List<String> signing = new ArrayList<>(List.of("-infile", request.toString()));
    signing.addAll(List.of("-outfile", answer.toString(), "-validity", Integer.toString(days)));
    signing.addAll(List.of("-startdate", "%+dd".formatted(fromDay)));
    if (!names.isEmpty()) {
      signing.addAll(List.of("-ext", "san=" + names));
    }
    keytool("-gencert", store, signing.toArray(String[]::new));
    chain(file, answer);
    return new Issued(
        file,
        pem(file, folder.resolve(name + ".pem"), false),
        pem(file, folder.resolve(name + ".key"), true),
        derKey(file, folder.resolve(name + ".pk8")));
  }

  /** Puts the signed certificate and that of the authority in the place of the self-signed one. */
  private void chain(Path file, Path signed) {
    try (InputStream answer = Files.newInputStream(signed)) {
      KeyStore entries = load(file);
      Certificate[] chain = {
        CertificateFactory.getInstance("X.509").generateCertificate(answer),
        load(store).getCertificate(KEY)
      };
      entries.setKeyEntry(
          KEY,
          entries.getKey(KEY, STORE_PASSWORD.toCharArray()),
          STORE_PASSWORD.toCharArray(),
          chain);
      try (OutputStream out = Files.newOutputStream(file)) {
        entries.store(out, STORE_PASSWORD.toCharArray());
      }
    } catch (IOException | GeneralSecurityException wrong) {
      throw new AssertionError(file.toString(), wrong);
    }
  }

  /** A store that trusts the authority, as PKCS12. */
  Path trustStore() {
    Path file = folder.resolve("trusted.p12");
    try (OutputStream out = Files.newOutputStream(file)) {
      KeyStore trusted = KeyStore.getInstance("PKCS12");
      trusted.load(null, null);
      trusted.setCertificateEntry("root", load(store).getCertificate(KEY));
      trusted.store(out, STORE_PASSWORD.toCharArray());
      return file;
    } catch (IOException | GeneralSecurityException wrong) {
      throw new AssertionError(file.toString(), wrong);
    }
  }

  /**
   * @param keyStore PKCS12 with key and certificates
   * @param certificatePem the certificate, then the authority's
   * @param keyPem closed to others
   * @param keyDer PKCS-8, closed to others
   */
  record Issued(Path keyStore, Path certificatePem, Path keyPem, Path keyDer) {}

  private void generate(Path file, String subject, String... extensions) {
    List<String> more =
        new ArrayList<>(List.of("-keyalg", "EC", "-groupname", "secp256r1", "-dname", subject));
    more.addAll(List.of("-validity", "3", "-storetype", "PKCS12"));
    for (String extension : extensions) {
      more.addAll(List.of("-ext", extension));
    }
    keytool("-genkeypair", file, more.toArray(String[]::new));
  }

  private static void keytool(String command, Path keyStore, String... more) {
    List<String> line =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(), command));
    line.addAll(List.of("-alias", KEY, "-keystore", keyStore.toString()));
    line.addAll(List.of("-storepass", STORE_PASSWORD));
    line.addAll(Arrays.asList(more));
    try {
      Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (!process.waitFor(30, TimeUnit.SECONDS) || process.exitValue() != 0) {
        throw new AssertionError(line + ": " + output);
      }
    } catch (IOException failed) {
      throw new AssertionError("keytool cannot be run", failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError(interrupted);
    }
  }

  private static Path pem(Path keyStore, Path file, boolean key) {
    try {
      KeyStore entries = load(keyStore);
      StringBuilder text = new StringBuilder();
      if (key) {
        append(text, "PRIVATE KEY", key(entries));
      } else {
        for (var certificate : entries.getCertificateChain(KEY)) {
          append(text, "CERTIFICATE", certificate.getEncoded());
        }
      }
      return closed(Files.writeString(file, text));
    } catch (IOException | GeneralSecurityException wrong) {
      throw new AssertionError(keyStore.toString(), wrong);
    }
  }

  private static Path derKey(Path keyStore, Path file) {
    try {
      return closed(Files.write(file, key(load(keyStore))));
    } catch (IOException | GeneralSecurityException wrong) {
      throw new AssertionError(keyStore.toString(), wrong);
    }
  }

  private static byte[] key(KeyStore entries) throws GeneralSecurityException {
    return entries.getKey(KEY, STORE_PASSWORD.toCharArray()).getEncoded();
  }

  private static KeyStore load(Path keyStore) throws IOException, GeneralSecurityException {
    KeyStore entries = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(keyStore)) {
      entries.load(in, STORE_PASSWORD.toCharArray());
    }
    return entries;
  }

  private static void append(StringBuilder text, String label, byte[] content) {
    text.append("-----BEGIN ").append(label).append("-----\n");
    text.append(PEM.encodeToString(content));
    text.append("\n-----END ").append(label).append("-----\n");
  }

  private static Path closed(Path file) throws IOException {
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
  }
}
