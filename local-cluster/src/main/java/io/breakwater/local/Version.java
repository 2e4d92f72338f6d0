package io.breakwater.local;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** Name and version of the program, as the build wrote them down. */
public final class Version implements IVersionProvider {
  private static final String FILE = "version.properties";

  @Override
  public String[] getVersion() throws IOException {
    Properties properties = new Properties();
    try (InputStream in = Version.class.getResourceAsStream(FILE)) {
      properties.load(in);
    }
    return new String[] {"Breakwater " + properties.getProperty("version")};
  }
}
