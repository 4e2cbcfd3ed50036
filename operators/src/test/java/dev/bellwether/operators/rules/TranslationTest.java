// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellwether.sandbox.workload.SampleRules;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TranslationTest {

    private static final int EXPRESSIONS = 6_000;
    private static final int FACTS_EACH = 25;

    /** Some of them at the edges of what can be compared. */
    private static final double[] VALUES = {
        Double.NaN, 0, -0.0, 1, -1, 5, -5, 0.5, 1e300, -1e300, Double.POSITIVE_INFINITY, 9.3e18
    };

    private static final String[] DOUBLES = {
        "0.0", "-0.0", "1.0", "5.0", "-5.0", "0.5", "1e300", "9.3e18"
    };

    private static final String[] WHOLES = {
        "0", "1", "5", "-5", "9223372036854775807", "-9223372036854775808"
    };

    private static final String[] TEXTS = {"AAPL", "MSFT", "USD", "buy", ""};

    private static final FactName[] NUMBERS = {
        FactName.QUOTE_PRICE, FactName.QUOTE_OPEN, FactName.ANALYTICS_SMA_5, FactName.ANOMALY_GAP
    };

    private final Random random = new Random(11);

    /** 150,000 pairs of an expression and facts. */
    @Test
    void shouldAnswerAsCelDoes() {
        Map<Answer, Integer> answers = new EnumMap<>(Answer.class);
        for (int i = 0; i < EXPRESSIONS; i++) {
            String text = condition(4);
            RuleExpression expression = compiled(text);
            assertThat(expression.isTranslated()).as(text).isTrue();
            for (int k = 0; k < FACTS_EACH; k++) {
                SymbolRules state = state();
                Facts facts = new Facts().about(one(TEXTS), state);
                Answer answer = expression.interpret(facts);
                if (expression.ask(facts) != answer) {
                    assertThat(expression.ask(facts))
                            .as(text + " of " + shown(facts))
                            .isEqualTo(answer);
                }
                answers.merge(answer, 1, Integer::sum);
            }
        }
        assertThat(answers).hasSize(3);
        assertThat(answers.values()).allMatch(count -> count > EXPRESSIONS * FACTS_EACH / 10);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "symbol.startsWith('A')",
                "size(symbol) > 3",
                "symbol < 'M'",
                "quote.price > double(5 / 0)",
                "quote.price > 2 * 3",
                "quote.price > 5u",
                "[1.0, quote.price][1] > 0.5",
                "quote.price in [1.0, 2.0]",
                "symbol in [currency, 'A']",
                "(quote.price > 1) == true",
                "(true ? symbol : feed) == 'A'",
                "dyn(quote.price) == 5",
            })
    void shouldLeaveTheRestToCel(String text) {
        RuleExpression expression = compiled(text);

        assertThat(expression.isTranslated()).isFalse();
        for (int k = 0; k < 100; k++) {
            Facts facts = new Facts().about(one(TEXTS), state());
            assertThat(expression.ask(facts)).isEqualTo(expression.interpret(facts));
        }
    }

    @Test
    void shouldTranslateTheRulesThatDesksHave() {
        for (String json : new String[] {BuiltInRules.text(), SampleRules.json(200)}) {
            RuleReader.Result read = RuleReader.read(json);
            assertThat(read.problems()).isEmpty();
            assertThat(read.rules())
                    .allMatch(rule -> CompiledRule.of(rule, new ArrayList<>()).isTranslated());
        }
        assertThat(RuleReader.read(SampleRules.json(200)).rules()).hasSize(200);
    }

    /** However it is written; a name in a text is no fact. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "quote.price > 5 && symbol == 'quote.open'",
                "quote . price > 5 && 'A' == symbol",
                "(quote\n.price) > 5 && symbol != 'A'",
                "[1.0, quote.price][1] > 5 && symbol.startsWith('A')",
            })
    void shouldKnowTheFactsThatItLooksAt(String text) {
        assertThat(compiled(text).mentioned().stream().boxed())
                .containsExactly(FactName.QUOTE_PRICE.ordinal(), Facts.place(TextFact.SYMBOL));
    }

    private String condition(int depth) {
        switch (depth == 0 ? 8 + random.nextInt(4) : random.nextInt(13)) {
            case 0:
            case 1:
                return "(" + condition(depth - 1) + " && " + condition(depth - 1) + ")";
            case 2:
            case 3:
                return "(" + condition(depth - 1) + " || " + condition(depth - 1) + ")";
            case 4:
                return "!(" + condition(depth - 1) + ")";
            case 5:
                return "("
                        + condition(depth - 1)
                        + " ? "
                        + condition(depth - 1)
                        + " : "
                        + condition(depth - 1)
                        + ")";
            case 6:
                return figure(depth - 1) + one("<", "<=", ">", ">=") + figure(depth - 1);
            case 7:
                return figure(depth - 1) + one("==", "!=") + figure(depth - 1);
            case 8:
                return figure(depth) + one("<", "<=", ">", ">=") + one(WHOLES);
            case 9:
                return one(WHOLES) + one("<", "<=", ">", ">=") + figure(depth);
            case 10:
                return text() + one("==", "!=") + text();
            case 11:
                return text() + " in ['" + one(TEXTS) + "', '" + one(TEXTS) + "', 'AAPL']";
            default:
                return one("true", "false", text() + " in []");
        }
    }

    private String figure(int depth) {
        switch (depth <= 0 ? random.nextInt(4) : random.nextInt(9)) {
            case 0:
                return one(DOUBLES);
            case 1:
            case 2:
            case 3:
                return NUMBERS[random.nextInt(NUMBERS.length)].text();
            case 4:
                return "-(" + figure(depth - 1) + ")";
            case 5:
                return "("
                        + condition(depth - 1)
                        + " ? "
                        + figure(depth - 1)
                        + " : "
                        + figure(depth - 1)
                        + ")";
            default:
                return "("
                        + figure(depth - 1)
                        + one(" + ", " - ", " * ", " / ")
                        + figure(depth - 1)
                        + ")";
        }
    }

    private String text() {
        return one("symbol", "currency", "signal", "'" + one(TEXTS) + "'");
    }

    private SymbolRules state() {
        SymbolRules state = new SymbolRules();
        state.widen();
        for (FactName name : NUMBERS) {
            state.set(name, VALUES[random.nextInt(VALUES.length)]);
        }
        state.currency = random.nextInt(4) == 0 ? null : one(TEXTS);
        state.signal = one(TEXTS);
        return state;
    }

    private String one(String... of) {
        return of[random.nextInt(of.length)];
    }

    private static RuleExpression compiled(String text) {
        List<String> problems = new ArrayList<>();
        RuleExpression expression = RuleExpression.of("it", text, problems);
        assertThat(problems).as(text).isEmpty();
        return expression;
    }

    private static String shown(Facts facts) {
        StringBuilder shown = new StringBuilder();
        for (FactName name : NUMBERS) {
            shown.append(name.text()).append('=').append(facts.number(name.ordinal())).append(' ');
        }
        for (TextFact text : TextFact.values()) {
            shown.append(text.text()).append('=').append(facts.text(text)).append(' ');
        }
        return shown.toString();
    }
}
