package io.breakwater.local.command;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What all commands share: where they write, what they say of wrong usage, how they show work. */
public abstract class LocalCommand implements Callable<Integer> {
  private static final int LAST_PORT = 65_535;

  @Spec private CommandSpec spec;

  protected final CommandSpec spec() {
    return spec;
  }

  /** Results go there. */
  protected final PrintWriter out() {
    return spec.commandLine().getOut();
  }

  /** Progress, warnings and errors go there. */
  protected final PrintWriter err() {
    return spec.commandLine().getErr();
  }

  protected final Progress progress() {
    return new Progress(err());
  }

  /**
   * @throws ParameterException with the sentence where something does not hold
   */
  protected final void require(boolean holds, String sentence) {
    if (!holds) {
      throw wrong(sentence);
    }
  }

  protected final void requirePort(int port, String option) {
    require(
        port >= 0 && port <= LAST_PORT, option + " is " + port + ": give 0 to " + LAST_PORT + ".");
  }

  /** Wrong usage, as an exception with this sentence. */
  protected final ParameterException wrong(String sentence) {
    return new ParameterException(spec.commandLine(), sentence);
  }
}
