package io.breakwater.local.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.local.input.Book;
import io.breakwater.local.input.PriceSource;
import io.breakwater.local.input.Recording;
import io.breakwater.margin.account.Account;
import io.breakwater.margin.account.Position;
import io.breakwater.margin.reference.ReferenceEvaluator;
import io.breakwater.margin.terms.BalanceSide;
import io.breakwater.margin.terms.Level;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GeneratedBookTest {
  private static final long ACCOUNTS = 4_000;
  private static final long SEED = 7;

  @TempDir private static Path folder;
  private static Path tape;
  private static Path file;
  private static Book book;

  @BeforeAll
  static void write() {
    tape = ShippedTape.copyTo(folder);
    file = folder.resolve("book.json");
    GeneratedFiles.writeBook(file, List.of(PriceSource.of(tape)), ACCOUNTS, SEED, List.of());
    book = Book.read(file);
  }

  private static GeneratedBook generated(long seed, long accounts) {
    return new GeneratedBook(
        TapeQuotes.first(List.of(PriceSource.of(tape))), accounts, seed, List.of());
  }

  private static List<Account> accounts(String kind) {
    return book.accounts().stream()
        .map(Book.Entry::account)
        .filter(account -> account.id().startsWith(kind))
        .toList();
  }

  @Test
  void holdsTheTapesContractsAndTheirAssets() {
    Set<String> instruments =
        book.instruments().stream().map(i -> i.parameters().id()).collect(Collectors.toSet());
    assertThat(instruments).hasSize(15).contains("BTCUSDT", "SUIUSDT", "BTC", "ETH", "USDT");
    assertThat(book.parameters("BTCUSDT").inForce().tiers().tiers()).hasSize(12);
  }

  @Test
  void everyAccountStartsHealthy() {
    for (Book.Entry entry : book.accounts()) {
      assertThat(ReferenceEvaluator.level(entry.account(), Level.HEALTHY, book))
          .as(entry.account().id())
          .isEqualTo(Level.HEALTHY);
    }
  }

  @Test
  void kindsHaveTheirShares() {
    assertThat(book.accounts()).hasSize((int) ACCOUNTS);
    assertThat(accounts("isolated").size() / (double) ACCOUNTS).isBetween(0.77, 0.83);
    assertThat(accounts("cross").size() / (double) ACCOUNTS).isBetween(0.13, 0.17);
    assertThat(accounts("lending").size() / (double) ACCOUNTS).isBetween(0.035, 0.065);
  }

  @Test
  void longsOutnumberShorts() {
    List<Position> positions =
        accounts("isolated").stream().flatMap(a -> a.positions().stream()).toList();
    long longs = positions.stream().filter(p -> p.size().signum() > 0).count();
    assertThat(longs / (double) positions.size()).isBetween(0.62, 0.68);
  }

  @Test
  void crossMarginedAccountsHoldSeveralContractsAndHalfOfThemCollateral() {
    List<Account> cross = accounts("cross");
    assertThat(cross).allMatch(account -> account.positions().size() >= 2);
    long withCollateral = cross.stream().filter(account -> !account.balances().isEmpty()).count();
    assertThat(withCollateral / (double) cross.size()).isBetween(0.42, 0.58);
  }

  @Test
  void lendingAccountsOweTheStableCoin() {
    assertThat(accounts("lending"))
        .allMatch(
            account ->
                account.balances().stream()
                    .anyMatch(b -> b.side() == BalanceSide.DEBT && b.instrument().equals("USDT")));
  }

  @Test
  void sameSeedSameBook() throws IOException {
    assertThat(bytes(generated(SEED, 50))).isEqualTo(bytes(generated(SEED, 50)));
    assertThat(bytes(generated(SEED, 50))).isNotEqualTo(bytes(generated(SEED + 1, 50)));
  }

  private static byte[] bytes(GeneratedBook generated) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    generated.write(bytes);
    return bytes.toByteArray();
  }

  @Test
  void assetsTickWithTheirPerpetuals() {
    Path ticks = folder.resolve("asset-ticks.csv");
    GeneratedFiles.writeAssetTicks(ticks, List.of(PriceSource.of(tape)));
    Recording recording =
        Recording.open(
            new Recording.Sources(
                file,
                null,
                null,
                List.of(PriceSource.of(tape), PriceSource.of(ticks)),
                null,
                null));
    long bars = 1440;
    assertThat(recording.tickCount()).isEqualTo(15 + 4 * bars * (12 + 2));
  }
}
