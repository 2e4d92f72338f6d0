package io.breakwater.local.command;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** The option {@code --parallelism} of commands that run the job. */
public final class Parallelism {
  /** Flink's default number of key groups: more subtasks would have none. */
  private static final int MOST_SUBTASKS = 128;

  private int subtasks;

  @Spec(Target.MIXEE)
  private CommandSpec command;

  /** Called by the command line. */
  @Option(
      names = "--parallelism",
      paramLabel = "N",
      defaultValue = "2",
      description = "Subtasks of the job, 1 to " + MOST_SUBTASKS + " (default: ${DEFAULT-VALUE}).")
  void setSubtasks(int number) {
    if (number < 1 || number > MOST_SUBTASKS) {
      throw new ParameterException(
          command.commandLine(),
          "--parallelism is " + number + ": give 1 to " + MOST_SUBTASKS + ".");
    }
    subtasks = number;
  }

  /** 1 to 128. */
  public int subtasks() {
    return subtasks;
  }
}
