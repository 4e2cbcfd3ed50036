// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bellwether.model.Severity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RuleReaderTest {

    @Test
    void shouldReadARuleWithAllThatItCanHave() {
        RuleReader.Result result =
                read(
                        "{'id':'fall','description':'why','enter':'quote.day_change_percent < -10',"
                                + "'leave':'quote.day_change_percent > -8','duration':'5 min',"
                                + "'severity':'critical',"
                                + "'headline':'{symbol} fell {quote.day_change_percent} %',"
                                + "'labels':{'team':'desk'},"
                                + "'links':{'chart':'https://example.com/{symbol}'},"
                                + "'symbols':['AAPL'],'asset_classes':['equity'],'paused':true}");

        assertThat(result.problems()).isEmpty();
        AlertRule rule = result.rules().get(0);
        assertThat(rule.severity).isEqualTo(Severity.CRITICAL);
        assertThat(rule.labels).containsEntry("team", "desk");
        assertThat(rule.assetClasses).containsExactly("equity");
        assertThat(rule.paused).isTrue();
        assertThat(RuleReader.parse(rule.toString()).toString()).isEqualTo(rule.toString());
    }

    /** Whole, with everything that is wrong with it; the others are taken. */
    @Test
    void shouldRefuseAWrongRuleAndTakeTheOthers() {
        RuleReader.Result result =
                read(
                        "{'id':'good','enter':'quote.price > 1'}",
                        "{'id':'bad','enter':'quote.prize > 1','leave':'quote.price + 1.0',"
                                + "'duration':'soon','headline':'{nothing}'}",
                        "{'id':'Bad Name','enter':'true'}",
                        "{'id':'good','enter':'true'}",
                        "{'id':'typo','entre':'true'}",
                        "{'id':'urgent','enter':'true','severity':'urgent'}",
                        "{'enter':'quote.price >'}");

        assertThat(result.rules()).extracting(rule -> rule.id).containsExactly("good");
        assertThat(result.refused()).containsExactly("bad", "Bad Name", "typo", "urgent", "");
        assertThat(result.problems())
                .anyMatch(p -> p.startsWith("rule bad: enter, line 1, column 1: undeclared"))
                .anyMatch(p -> p.startsWith("rule bad: leave, line 1, column 13: expected type"))
                .contains("rule bad: duration 'soon' is none such as '5 min'")
                .contains("rule bad: headline names {nothing}, which is no fact")
                .contains("rule good: another rule has the same id")
                .anyMatch(p -> p.startsWith("rule Bad Name: id must be of a-z"))
                .anyMatch(p -> p.startsWith("rule typo: Unrecognized field \"entre\""))
                .anyMatch(p -> p.startsWith("rule urgent: ") && p.contains("urgent"))
                .anyMatch(p -> p.startsWith("rule number 7: enter, line 1, column 14"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'headline':null",
                "'links':null",
                "'links':{'a':null}",
                "'levels':null",
                "'levels':{'critical':null}",
                "'symbols':null",
                "'symbols':[null]",
                "'severity':null",
                "'asset_classes':null",
                "'duration':'9223372036854775807 s'"
            })
    void shouldRefuseWhatIsNull(String field) {
        RuleReader.Result result = read("{'id':'a','enter':'true'," + field + "}");

        assertThat(result.refused()).containsExactly("a");
        assertThat(result.problems()).hasSize(1);
    }

    @Test
    void shouldReadRulesThatAreWrappedAndRefuseEachThatIsWrongByItself() {
        RuleReader.Result result =
                read(
                        "{'id':'text','rule':'{\\'enter\\':\\'quote.price > 1\\'}','owner':'desk'}",
                        "{'id':'object','rule':{'id':'object','enter':'quote.price > 2'}}",
                        "{'id':'other','rule':{'id':'mine','enter':'true'}}",
                        "{'id':'broken','rule':'{\\'enter\\':'}",
                        "{'id':'list','rule':[]}",
                        "{'rule':{'enter':'true'}}");

        assertThat(result.rules())
                .extracting(rule -> rule.id + " " + rule.enter)
                .containsExactly("text quote.price > 1", "object quote.price > 2");
        assertThat(result.refused()).containsExactly("other", "broken", "list", "");
        assertThat(result.problems())
                .contains("rule other: rule has another id, \"mine\"")
                .anyMatch(p -> p.startsWith("rule broken: rule, line 1, column "))
                .contains("rule list: rule must be a JSON object")
                .anyMatch(p -> p.startsWith("rule number 6: id must be of a-z"));
    }

    @Test
    void shouldSayWhereATextIsNoJson() {
        assertThatThrownBy(() -> RuleReader.read("{\"rules\":[\n{]}"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("line 2, column ");
        assertThatThrownBy(() -> RuleReader.read("[]"))
                .hasMessage("must be an object with a list named rules");
    }

    private static RuleReader.Result read(String... rules) {
        return RuleReader.read(("{'rules':[" + String.join(",", rules) + "]}").replace('\'', '"'));
    }
}
