// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators.delivery.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellwether.model.Alert;
import dev.bellwether.model.AlertState;
import dev.bellwether.model.Severity;
import dev.bellwether.operators.delivery.Alerts;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class RouteTreeTest {

    private static final RouteTree TREE =
            new RouteTree(
                    Alerts.policy(
                            "{'users':[{'user_id':'ann'}],'receivers':[{'name':'a'},{'name':'b'}],'ladders':[{'name':'l','steps':[{'after':'5"
                                + " min','receiver':'b'}],"
                                + "'repeat':2}],'route':{'receiver':'a','group_interval':'2"
                                + " min','routes':["
                                + "{'name':'log','match':['team=desk'],'continue':true,'group_by':[]},"
                                + "{'name':'critical','match':['severity>=critical'],'ladder':'l',"
                                + "'routes':[{'name':'gaps','match':['rule=~gap.*'],'receiver':'b',"
                                + "'group_by':['symbol','team']}]},"
                                + "{'name':'rest','match':['symbol!=XYZ']}]}}"));

    @Test
    void shouldGoToTheDeepestThatMatches() {
        assertThat(routes("gap-up", "AAPL", Severity.CRITICAL))
                .containsExactly("route/critical/gaps");
        assertThat(routes("volume", "AAPL", Severity.CRITICAL)).containsExactly("route/critical");
        assertThat(routes("volume", "AAPL", Severity.INFO)).containsExactly("route/rest");
        assertThat(routes("volume", "XYZ", Severity.INFO)).containsExactly("route");
    }

    @Test
    void shouldGoOnWhereARouteSaysSo() {
        Alert alert = Alerts.of("volume", "AAPL", AlertState.FIRING, Severity.INFO);
        alert.labels = new String[] {"team=desk", "teamwork=no"};
        assertThat(TREE.waysOf(alert))
                .extracting(way -> way.route)
                .containsExactly("route/log", "route/rest");
    }

    @Test
    void shouldGroupByWhatIsSaidAndInheritTheRest() {
        Alert alert = Alerts.of("gap", "A|B", AlertState.FIRING, Severity.CRITICAL);
        RouteTree.Way way = TREE.waysOf(alert).get(0);
        assertThat(way.group).isEqualTo("route/critical/gaps|symbol=A\\|B|team=");
        RoutePlan plan = RoutePlan.parse(way.plan);
        assertThat(plan.receiver).isEqualTo("b");
        assertThat(plan.intervalMillis).isEqualTo(120_000);
        assertThat(plan.waitMillis).isZero();
        assertThat(plan.ladderFrom).isEqualTo(Severity.CRITICAL);
        assertThat(plan.ladderAfterMillis).containsExactly(300_000L);
        assertThat(plan.ladderRepeat).isEqualTo(2);
        assertThat(plan.buckets).isEqualTo(RouteTree.BUCKETS);
    }

    private static List<String> routes(String rule, String symbol, Severity severity) {
        return TREE.waysOf(Alerts.of(rule, symbol, AlertState.FIRING, severity)).stream()
                .map(way -> way.route)
                .collect(Collectors.toList());
    }
}
