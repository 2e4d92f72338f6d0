package io.breakwater.local.explain;

import io.breakwater.local.command.InputException;
import io.breakwater.local.command.Listing;
import io.breakwater.local.command.LocalCommand;
import io.breakwater.local.command.Progress;
import io.breakwater.local.input.Book;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code explain BOOK [BOOK…] [--account ID] [--json]}. */
@Command(
    name = "explain",
    description =
        "Says for each account of a book where it stands: level, equity, maintenance margin, "
            + "critical and bankruptcy prices, and what a trigger would say to close.")
public final class ExplainCommand extends LocalCommand {
  @Parameters(
      paramLabel = "BOOK",
      arity = "1..*",
      description = "Books (JSON), plain, gzip or zip.")
  private List<Path> books;

  @Option(names = "--account", paramLabel = "ID", description = "Only the account with this id.")
  private String account;

  @Option(names = "--json", description = "One JSON object a line instead of text.")
  private boolean json;

  /**
   * Writes nothing before every book is read.
   *
   * @throws InputException when a book cannot be used, or none has the account that is asked for
   */
  @Override
  public Integer call() {
    Progress progress = progress();
    List<Book> read =
        progress.stepIfLong("reading the books", () -> books.stream().map(Book::read).toList());
    List<String> warnings = read.stream().flatMap(book -> book.warnings().stream()).toList();
    Listing.print(err(), "Warnings: %,d", warnings.size(), warnings);
    List<Explanation> explanations =
        progress.stepIfLong(
            "explaining the accounts",
            () -> read.stream().flatMap(b -> explain(b).stream()).toList());
    if (account != null && explanations.isEmpty()) {
      throw InputException.of(
          String.join(", ", read.stream().map(Book::name).toList()),
          "holds no account " + account + ": check the id.");
    }
    print(explanations);
    return 0;
  }

  private List<Explanation> explain(Book book) {
    return book.accounts().stream()
        .filter(entry -> account == null || entry.account().id().equals(account))
        .map(entry -> Explanation.of(entry, book))
        .toList();
  }

  private void print(List<Explanation> explanations) {
    PrintWriter out = out();
    Function<Explanation, String> form = json ? JsonExplanation::line : TextExplanation::text;
    explanations.forEach(explanation -> out.println(form.apply(explanation)));
    out.flush();
  }
}
