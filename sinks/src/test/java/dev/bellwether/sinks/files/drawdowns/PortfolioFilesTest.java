// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sinks.files.drawdowns;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellwether.model.PortfolioSnapshot;
import dev.bellwether.model.Position;
import java.util.List;
import org.junit.jupiter.api.Test;

class PortfolioFilesTest {

    @Test
    void shouldWriteALineForEachPosition() {
        Position longOne = new Position();
        longOne.symbol = "OBDC";
        longOne.quantity = 0.337;
        longOne.averageEntryPrice = 14.02;
        longOne.currentPrice = 10.95;
        longOne.unrealizedReturnPercent = -21.8973;
        longOne.marketValue = 3285;
        longOne.unrealizedProfit = -921;
        Position halted = new Position();
        halted.symbol = "XXX";
        halted.quantity = -300;
        halted.averageEntryPrice = 5;
        StringBuilder text = new StringBuilder();

        PortfolioFiles.append(
                text,
                PortfolioSnapshot.of(
                        "main", 1_773_309_600_000L, 20_524, 1, 1, List.of(halted, longOne)));

        assertThat(text.toString().split("\n"))
                .containsExactly(
                        "2026-03-12,OBDC,0.337,14.02,10.95,-21.9,3285.0,-921.0,main,2026-03-12T10:00:00Z",
                        "2026-03-12,XXX,-300,5.0,,,,,main,2026-03-12T10:00:00Z");
    }
}
