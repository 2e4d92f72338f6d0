package io.breakwater.local.cluster;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * An authority, and what it has signed, made anew by the JDK's keytool: keys of the broker, of
 * clients, and one whose time is over. All stores have one password.
 */
public final class Certificates {
  /** Of every store and every key. */
  public static final String PASSWORD = "of-the-stores";

  /** The name in the broker's certificates. */
  public static final String BROKER = "broker";

  private static final String AUTHORITY = "authority";
  private static final String STRANGER = "stranger";
  private static final String TYPE = "PKCS12";

  private final Path folder;

  private Certificates(Path folder) {
    this.folder = folder;
  }

  /** Makes an authority of its own, and the broker's keys, in a folder that is there. */
  public static Certificates in(Path folder) {
    Certificates made = new Certificates(folder);
    made.authority(AUTHORITY);
    made.trusting(AUTHORITY);
    made.signed(BROKER, BROKER, "-validity", "2");
    made.signed("expired", BROKER, "-startdate", "-3d", "-validity", "1");
    return made;
  }

  private void authority(String name) {
    keytool(
        "-genkeypair",
        "-alias",
        name,
        "-keyalg",
        "EC",
        "-dname",
        "CN=" + name,
        "-startdate",
        "-4d",
        "-validity",
        "8",
        "-ext",
        "bc:c",
        "-keystore",
        store(name));
  }

  /** Makes a key for somebody, signed by the authority. */
  public Certificates of(String name) {
    signed(name, name, "-validity", "2");
    return this;
  }

  /** Makes an authority that nobody trusts, and what trusts it alone. */
  public Certificates stranger() {
    authority(STRANGER);
    trusting(STRANGER);
    return this;
  }

  /** A key whose certificate is valid on this machine by name and by address. */
  private void signed(String file, String name, String... validity) {
    keytool(
        "-genkeypair",
        "-alias",
        file,
        "-keyalg",
        "EC",
        "-dname",
        "CN=" + name,
        "-keystore",
        store(file));
    keytool("-certreq", "-alias", file, "-keystore", store(file), "-file", at(file + ".csr"));
    List<String> signing =
        new ArrayList<>(
            List.of(
                "-gencert",
                "-alias",
                AUTHORITY,
                "-keystore",
                store(AUTHORITY),
                "-infile",
                at(file + ".csr"),
                "-outfile",
                at(file + ".cer"),
                "-ext",
                "san=dns:localhost,ip:127.0.0.1"));
    signing.addAll(List.of(validity));
    keytool(signing.toArray(new String[0]));
    keytool(
        "-importcert",
        "-noprompt",
        "-alias",
        AUTHORITY,
        "-file",
        at(AUTHORITY + ".cer"),
        "-keystore",
        store(file));
    keytool("-importcert", "-alias", file, "-file", at(file + ".cer"), "-keystore", store(file));
  }

  private void trusting(String authority) {
    String certificate = at(authority + ".cer");
    keytool(
        "-exportcert", "-alias", authority, "-keystore", store(authority), "-file", certificate);
    keytool(
        "-importcert",
        "-noprompt",
        "-alias",
        authority,
        "-file",
        certificate,
        "-keystore",
        trust(authority));
  }

  /** Of the authority. */
  public String trustStore() {
    return trust(AUTHORITY);
  }

  /** Of the one that has signed nothing. */
  public String trustStoreOfStranger() {
    return trust(STRANGER);
  }

  /** Keys and certificates of somebody; {@code expired} has the broker's name. */
  public String store(String name) {
    return at(name + ".p12");
  }

  private String trust(String authority) {
    return at(authority + "-trust.p12");
  }

  private String at(String file) {
    return folder.resolve(file).toString();
  }

  /** The key of somebody as it stands in settings, without encryption. */
  public String pemKey(String name) {
    try {
      return pem("PRIVATE KEY", key(name).getEncoded());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private PrivateKey key(String name) throws GeneralSecurityException {
    return (PrivateKey) load(name).getKey(name, PASSWORD.toCharArray());
  }

  /** The certificates of somebody up to the authority's, as they stand in settings. */
  public String pemChain(String name) {
    try {
      StringBuilder chain = new StringBuilder();
      for (Certificate certificate : load(name).getCertificateChain(name)) {
        chain.append(pem("CERTIFICATE", certificate.getEncoded())).append('\n');
      }
      return chain.toString();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The authority's certificate, as it stands in settings. */
  public String pemAuthority() {
    return pemChain(AUTHORITY);
  }

  private KeyStore load(String name) throws GeneralSecurityException {
    try (InputStream in = Files.newInputStream(Path.of(store(name)))) {
      KeyStore keys = KeyStore.getInstance(TYPE);
      keys.load(in, PASSWORD.toCharArray());
      return keys;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String pem(String what, byte[] bytes) {
    String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
    return "-----BEGIN " + what + "-----\n" + text + "\n-----END " + what + "-----";
  }

  private void keytool(String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of(arguments));
    command.addAll(List.of("-storepass", PASSWORD, "-storetype", TYPE));
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      process.getOutputStream().close();
      String output = new String(process.getInputStream().readAllBytes());
      if (process.waitFor() != 0) {
        throw new IllegalStateException(arguments[0] + ": " + output);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
