package io.breakwater.local.feed;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** The options of commands that generate a book. */
public final class GeneratedBookOptions {
  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Seed of all that is drawn for a generated book (default ${DEFAULT-VALUE}).")
  private long seed;

  @Spec(Target.MIXEE)
  private CommandSpec command;

  private long accounts;

  @Option(
      names = "--accounts",
      paramLabel = "N",
      defaultValue = "20000",
      description = "Accounts of a generated book (default ${DEFAULT-VALUE}).")
  private void accounts(long number) {
    if (number < 1) {
      throw new ParameterException(
          command.commandLine(), "--accounts is " + number + ": give 1 or more.");
    }
    accounts = number;
  }

  /** How many accounts, 1 or more. */
  public long accounts() {
    return accounts;
  }

  /** Seed of all that is drawn. */
  public long seed() {
    return seed;
  }
}
