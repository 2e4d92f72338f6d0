package io.breakwater.schemas;

import static org.apache.avro.util.ClassSecurityValidator.composite;
import static org.apache.avro.util.ClassSecurityValidator.getGlobal;
import static org.apache.avro.util.ClassSecurityValidator.setGlobal;

/**
 * Declares the classes of this package trusted to Avro, which since 1.12.2 instantiates no other.
 *
 * <p>Avro keeps the declaration in a static, of which a Flink cluster has one for every job's class
 * loader. So whatever touches the records first in a JVM installs it: whatever builds sources and
 * sinks, and a static initialiser of each class that encodes or decodes. {@code
 * -Dorg.apache.avro.SERIALIZABLE_PACKAGES=io.breakwater.schemas} does the same from outside.
 */
public final class TrustedClasses {

  private static final String TRUSTED = TrustedClasses.class.getPackageName() + ".";

  private TrustedClasses() {}

  /** Adds this package to what Avro trusts, unless it is there already. */
  public static synchronized void install() {
    if (!getGlobal().isTrusted(TrustedClasses.class)) {
      setGlobal(composite(getGlobal(), type -> type.getName().startsWith(TRUSTED)));
    }
  }
}
