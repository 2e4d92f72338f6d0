package io.breakwater.local;

import io.breakwater.local.explain.ExplainCommand;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.Option;

/**
 * The command line. Exit codes: 0 done, 1 an input or the job failed, 2 wrong usage. Whatever goes
 * wrong is said in a sentence on standard error.
 */
@Command(
    name = "local-cluster/run",
    description = "Breakwater on one machine.",
    subcommands = ExplainCommand.class)
public final class Main {
  private static final IExecutionExceptionHandler ONE_SENTENCE =
      (exception, command, parsed) -> {
        command.getErr().println(sentence(exception));
        return command.getCommandSpec().exitCodeOnExecutionException();
      };

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Shows this help.")
  private boolean help;

  private Main() {}

  public static void main(String[] args) {
    System.exit(run(args, System.out, System.err));
  }

  /** Runs the arguments with UTF-8 output and answers the exit code. */
  static int run(String[] args, OutputStream out, OutputStream err) {
    return new CommandLine(new Main())
        .setExecutionExceptionHandler(ONE_SENTENCE)
        .setOut(utf8(out))
        .setErr(utf8(err))
        .execute(args);
  }

  private static PrintWriter utf8(OutputStream stream) {
    return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), true);
  }

  private static String sentence(Exception exception) {
    return exception instanceof InputException ? exception.getMessage() : "failed: " + exception;
  }
}
