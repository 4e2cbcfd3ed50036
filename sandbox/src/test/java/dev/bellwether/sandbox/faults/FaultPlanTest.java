// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sandbox.faults;

import static dev.bellwether.sandbox.faults.TransportFaults.FORBIDDEN;
import static dev.bellwether.sandbox.faults.TransportFaults.MALFORMED;
import static dev.bellwether.sandbox.faults.TransportFaults.SERVER_ERROR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FaultPlanTest {

    @Test
    void shouldDrawTheSameForTheSameSeedWhateverTheOrderOfArrival() {
        List<FaultRule> rules =
                List.of(FaultRule.rate(SERVER_ERROR, 0.2), FaultRule.rate(MALFORMED, 0.2));
        FaultPlan one = plan(42, rules);
        FaultPlan other = plan(42, rules);
        List<String> apple = new ArrayList<>();
        List<String> apple2 = new ArrayList<>();
        List<String> ibm = new ArrayList<>();
        List<String> ibm2 = new ArrayList<>();

        for (int i = 0; i < 200; i++) {
            apple.add(draw(one, "AAPL"));
            ibm.add(draw(one, "IBM"));
        }
        for (int i = 0; i < 200; i++) {
            ibm2.add(draw(other, "IBM"));
        }
        for (int i = 0; i < 200; i++) {
            apple2.add(draw(other, "AAPL"));
        }

        assertThat(apple2).isEqualTo(apple).isNotEqualTo(ibm);
        assertThat(ibm2).isEqualTo(ibm);
        assertThat(apple).contains("server-error", "malformed", "none");
    }

    @Test
    void shouldDrawOtherwiseForAnotherSeed() {
        List<FaultRule> rules = List.of(FaultRule.rate(SERVER_ERROR, 0.5));
        FaultPlan one = plan(1, rules);
        FaultPlan other = plan(2, rules);
        int same = 0;

        for (int i = 0; i < 1_000; i++) {
            same += draw(one, "AAPL").equals(draw(other, "AAPL")) ? 1 : 0;
        }

        assertThat(same).isBetween(400, 600);
    }

    @Test
    void shouldStrikeAtTheRateOfTheRule() {
        FaultPlan plan =
                plan(7, List.of(FaultRule.rate(SERVER_ERROR, 0.1), FaultRule.rate(MALFORMED, 0.5)));
        int errors = 0;
        int malformed = 0;

        for (int i = 0; i < 20_000; i++) {
            String kind = draw(plan, "S" + i % 50);
            errors += kind.equals("server-error") ? 1 : 0;
            malformed += kind.equals("malformed") ? 1 : 0;
        }

        assertThat(errors / 20_000.0).isCloseTo(0.1, within(0.01));
        // Of the nine tenths that the first rule leaves.
        assertThat(malformed / 20_000.0).isCloseTo(0.45, within(0.015));
    }

    @Test
    void shouldUseEveryVariantAboutAsOften() {
        FaultPlan plan = plan(3, List.of(FaultRule.rate(SERVER_ERROR, 1)));
        int[] counts = new int[4];

        for (int i = 0; i < 4_000; i++) {
            counts[plan.draw("AAPL", TransportFaults.ALL).variant(4)]++;
        }

        for (int count : counts) {
            assertThat(count).isBetween(850, 1_150);
        }
    }

    @Test
    void shouldStrikeOnlyTheSymbolsNamed() {
        FaultPlan plan = plan(1, List.of(FaultRule.always(FORBIDDEN, "AAPL", "MSFT")));

        assertThat(draw(plan, "AAPL")).isEqualTo("forbidden");
        assertThat(draw(plan, "MSFT")).isEqualTo("forbidden");
        assertThat(draw(plan, "IBM")).isEqualTo("none");
    }

    @Test
    void shouldStopAfterTheNumberOfTimesPerSymbol() {
        FaultPlan plan = plan(1, List.of(FaultRule.rate(FORBIDDEN, 1).times(2)));

        assertThat(List.of(draw(plan, "A"), draw(plan, "A"), draw(plan, "A"), draw(plan, "B")))
                .containsExactly("forbidden", "forbidden", "none", "forbidden");
    }

    @Test
    void shouldPassOverKindsThatDoNotApply() {
        FaultPlan plan = plan(1, List.of(FaultRule.rate(FORBIDDEN, 1)));

        assertThat(plan.draw("A", List.of(MALFORMED)).kind()).isNull();
    }

    @Test
    void shouldCountAnewWhenRulesAreReplaced() {
        List<FaultRule> rules = List.of(FaultRule.rate(FORBIDDEN, 1).times(1));
        FaultPlan plan = plan(1, rules);
        draw(plan, "A");

        plan.replace(rules);

        assertThat(draw(plan, "A")).isEqualTo("forbidden");
        assertThat(plan.seed()).isEqualTo(1);
    }

    @Test
    void shouldKeepTheOldRulesIfANewOneIsUnknown() {
        FaultPlan plan = plan(1, List.of(FaultRule.rate(FORBIDDEN, 1)));

        assertThatThrownBy(() -> plan.replace(List.of(FaultRule.parse("earthquake=1"))))
                .hasMessageStartingWith("unknown fault earthquake, known are [forbidden, ");
        assertThat(plan.rules()).hasSize(1);
    }

    @Test
    void shouldReadAndWriteRulesAsText() {
        for (String text :
                List.of("malformed=0.01", "forbidden=1.0@AAPL,BRK.B", "server-error=0.5@A#3")) {
            assertThat(FaultRule.parse(text)).hasToString(text);
        }
        assertThat(FaultRule.parse("server-error=1#2").times).isEqualTo(2);
        assertThat(FaultRule.parse("forbidden=1@AAPL,BRK.B").symbols)
                .containsExactlyInAnyOrder("AAPL", "BRK.B");
    }

    @Test
    void shouldSayWhatIsWrongWithARule() {
        assertThatThrownBy(() -> FaultRule.parse("malformed"))
                .hasMessage("a fault is written kind=rate[@SYMBOL,...][#times], was: malformed");
        assertThatThrownBy(() -> FaultRule.parse("malformed=1.1"))
                .hasMessage("rate of malformed must be above 0 and at most 1, was 1.1");
        assertThatThrownBy(() -> FaultRule.parse("malformed=0"))
                .hasMessageContaining("must be above 0");
        assertThatThrownBy(() -> FaultRule.parse("malformed=1.2.3"))
                .hasMessage("rate is not a number: malformed=1.2.3");
    }

    private static FaultPlan plan(long seed, List<FaultRule> rules) {
        FaultPlan plan = new FaultPlan(TransportFaults.ALL);
        plan.replace(seed, rules);
        return plan;
    }

    private static String draw(FaultPlan plan, String subject) {
        FaultKind kind = plan.draw(subject, TransportFaults.ALL).kind();
        return kind == null ? "none" : kind.name();
    }
}
