package io.breakwater.local.replay;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.breakwater.local.input.PriceSource;
import io.breakwater.local.input.Recording;
import io.breakwater.local.replay.lines.ReplayOutput;
import io.breakwater.local.replay.source.Speed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Loops of a staked coin against the coin itself: one through a product, one through a group of
 * observed prices. Neither is about to fall because one of the two is shocked alone.
 */
class PeggedLoopITCase {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final String GROUP =
      "\"groups\": [{\"id\": \"ether\", \"members\": [{\"factor\": \"ETH\", \"beta\": \"1\"}, {\"factor\": \"stETH\", \"beta\": \"1\"}]}]";

  @TempDir private Path folder;

  /** Both loops fall when the coin rises by 4 to 6 % and the staked coin does not. */
  private static String book(String policy) {
    return """
        {"factors": [{"id": "wstETH", "product": ["wstETH/ETH", "ETH"]}],
         "instruments": [
           {"id": "WETH", "kind": "ASSET", "price": "ETH", "debtWeight": "1"},
           {"id": "stETH", "kind": "ASSET", "depositWeight": "0.95", "liquidationFeeRate": "0.01"},
           {"id": "wstETH", "kind": "ASSET", "depositWeight": "0.95", "liquidationFeeRate": "0.01"}],
         "policy": {%s},
         "prices": {"ETH": "3000", "stETH": "2990", "wstETH/ETH": "1.2"},
         "accounts": [
           {"id": "by product", "cash": "0", "balances": [
             {"instrument": "wstETH", "amount": "100"}, {"instrument": "WETH", "amount": "-110"}]},
           {"id": "by group", "cash": "0", "balances": [
             {"instrument": "stETH", "amount": "100"}, {"instrument": "WETH", "amount": "-90"}]}]}
        """
        .formatted(policy);
  }

  /** How many accounts are liquidatable within a shock of so much, by price and side. */
  private Map<String, Integer> liquidatable(String name, String policy, int bps)
      throws IOException {
    Path files = Files.createDirectories(folder.resolve("files of " + name));
    Path book = Files.writeString(files.resolve("book.json"), book(policy));
    Path ticks =
        Files.writeString(
            files.resolve("ticks.csv"), "time_ms,instrument,price\n1700000000000,ETH,3000\n");
    Recording recording =
        Recording.open(
            new Recording.Sources(book, null, null, List.of(PriceSource.of(ticks)), null, null));
    Path out = new ReplayRuns(recording, folder).run(name, 1, Speed.MAX);
    Map<String, Integer> accounts = new TreeMap<>();
    for (String line : Files.readAllLines(ReplayOutput.AGGREGATES.in(out))) {
      JsonNode node = JSON.readTree(line);
      if (node.get("aggregate").asText().equals("LiquidationLevels")) {
        for (JsonNode shock : node.at("/values/shocks")) {
          if (shock.get("bps").asInt() == bps) {
            accounts.put(
                node.get("price").asText() + " " + shock.get("side").asText(),
                shock.get("accounts").asInt());
          }
        }
      }
    }
    return accounts;
  }

  @Test
  void withTheGroupNoShockOfACoinReachesALoop() throws IOException {
    assertThat(liquidatable("group", GROUP, 3000))
        .containsOnlyKeys(
            "ETH DOWN", "ETH UP", "stETH DOWN", "stETH UP", "wstETH/ETH DOWN", "wstETH/ETH UP")
        .allSatisfy((row, accounts) -> assertThat(accounts).as(row).isZero());
  }

  /** The product moves with the coin all the same. */
  @Test
  void withoutTheGroupTheLoopOfObservedPricesFallsAndTheOtherDoesNot() throws IOException {
    assertThat(liquidatable("alone", "", 1000))
        .containsEntry("ETH UP", 1)
        .containsEntry("stETH DOWN", 1)
        .containsEntry("ETH DOWN", 0)
        .containsEntry("stETH UP", 0);
  }
}
