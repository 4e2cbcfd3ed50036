// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators.delivery.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellwether.model.Channel;
import dev.bellwether.model.Severity;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PolicyReaderTest {

    private final List<String> problems = new ArrayList<>();
    private final List<String> refused = new ArrayList<>();

    /** The schema of the replaced system, as its two users stood in it. */
    @Test
    void shouldTakeThePreferencesOfTheReplacedSystem() {
        DeliveryPolicy policy =
                read(
                        "{'users':[{'user_id':'user_1','email':'a@example.com','phone':'+15550100',"
                                + "'preferred_channels':['email','slack'],'alert_preferences':"
                                + "{'severity_threshold':'info','symbols_of_interest':['AAPL'],"
                                + "'notification_hours':{'start':'09:00','end':'17:00'}}}]}");
        assertThat(problems).isEmpty();
        DeliveryPolicy.User user = policy.users.get(0);
        assertThat(user.preferredChannels).containsExactly(Channel.EMAIL, Channel.SLACK);
        assertThat(user.alertPreferences.severityThreshold).isEqualTo(Severity.INFO);
        assertThat(user.alertPreferences.notificationHours.zone).isEqualTo("UTC");
    }

    @Test
    void shouldLeaveOutAUserWhoIsWrongAndSayAllThatIs() {
        DeliveryPolicy policy =
                read(
                        "{'users':[{'user_id':'ann'},{'user_id':'bob','email':'no address',"
                                + "'phone':'555','preferred_channels':['email'],"
                                + "'slack_webhook':'https://hooks.example.com/secret',"
                                + "'alert_preferences':{'notification_hours':"
                                + "{'start':'25:00','end':'17:00','zone':'Mars'}}},"
                                + "{'user_id':'carl','preferred_channels':['pigeon']}]}");
        assertThat(policy.users).extracting(user -> user.userId).containsExactly("ann");
        assertThat(refused).containsExactly("bob", "carl");
        assertThat(problems)
                .hasSize(6)
                .anyMatch(problem -> problem.startsWith("user bob: email is no address"))
                .anyMatch(problem -> problem.contains("E.164"))
                .anyMatch(problem -> problem.contains("slack_webhook must be a reference"))
                .anyMatch(problem -> problem.contains("'25:00'"))
                .anyMatch(problem -> problem.contains("'Mars'"))
                .anyMatch(
                        problem -> problem.startsWith("user carl: ") && problem.contains("pigeon"));
        assertThat(problems).noneMatch(problem -> problem.contains("hooks.example.com"));
    }

    @Test
    void shouldRefuseADocumentWholeAndSayAllThatIsWrong() {
        DeliveryPolicy policy =
                read(
                        "{'receivers':[{'name':'desk','channels':['slack']},{'name':'desk'}],"
                                + "'route':{'match':['rule=a'],'group_wait':'soon','routes':["
                                + "{'name':'x','match':['severity>rule']},{'name':'x'}]},"
                                + "'ladders':[{'name':'night','steps':[{'after':'5 min','receiver':"
                                + "'desk'},{'after':'5 min','receiver':'desk'}]}],"
                                + "'inhibitions':[{'name':'i','target':['rule=~(']}],"
                                + "'silences':[{'id':'s','match':['rule=a'],'until':'tomorrow'}]}");
        assertThat(policy).isNull();
        assertThat(problems)
                .anyMatch(problem -> problem.contains("receiver desk: another one"))
                .anyMatch(problem -> problem.contains("the root must have a receiver"))
                .anyMatch(problem -> problem.contains("the root matches everything"))
                .anyMatch(problem -> problem.contains("'soon'"))
                .anyMatch(problem -> problem.contains("'severity>rule' is no matcher"))
                .anyMatch(problem -> problem.contains("one beside it has the same name"))
                .anyMatch(problem -> problem.contains("each step must come after"))
                .anyMatch(problem -> problem.contains("source must have a matcher"))
                .anyMatch(problem -> problem.contains("no pattern of RE2"))
                .anyMatch(problem -> problem.contains("must have an author"))
                .anyMatch(problem -> problem.contains("must have a reason"))
                .anyMatch(problem -> problem.contains("was tomorrow"));
    }

    @Test
    void shouldSayWhatIsNamedAndNotThere() {
        DeliveryPolicy policy =
                read(
                        "{'route':{'receiver':'a','ladder':'b','routes':[{'name':'x','receiver':'c'}]},'ladders':[{'name':'n','steps':[{'after':'1"
                            + " min','receiver':'d'}]}]}");
        PolicyDocuments.merge(List.of(policy), List.of(), problems, refused);
        assertThat(problems)
                .containsExactly(
                        "route: there is no receiver a",
                        "route: there is no ladder b",
                        "route/x: there is no receiver c",
                        "ladder n: there is no receiver d");
    }

    @Test
    void shouldLeaveOutAloneAUserWhoDoesNotFit() {
        DeliveryPolicy file =
                read(
                        "{'users':[{'user_id':'ann','preferred_channels':['slack']}],"
                            + "'receivers':[{'name':'a','users':['*']}],'route':{'receiver':'a'}}");
        DeliveryPolicy table =
                read(
                        "{'users':[{'user_id':'ann'},{'user_id':'bob','phone':'+15550100',"
                                + "'preferred_channels':['sms']},{'user_id':'carl'}]}");
        DeliveryPolicy merged =
                PolicyDocuments.merge(
                        List.of(file, table), List.of(Channel.SLACK), problems, refused);
        assertThat(problems).isEmpty();
        assertThat(merged.users).extracting(user -> user.userId).containsExactly("ann", "carl");
        assertThat(refused)
                .containsExactly(
                        "two places have a user ann",
                        "user bob prefers a channel that Notifications.channels does not name:"
                                + " [SMS]");
    }

    @Test
    void shouldRefuseWhatIsNullAndWhatIsTooLong() {
        for (String json :
                List.of(
                        "{'users':null}",
                        "{'users':{}}",
                        "{'receivers':[null]}",
                        "{'ladders':[null]}",
                        "{'ladders':[{'name':'l','steps':[null]}]}",
                        "{'inhibitions':[null]}",
                        "{'silences':[null]}",
                        "{'route':{'receiver':'a','routes':[null]}}",
                        "{'route':{'receiver':'a','routes':[{'name':'x','match':['rule=~"
                                + "(".repeat(100_000)
                                + "']}]}}")) {
            problems.clear();
            assertThat(read(json)).as(json.substring(0, Math.min(60, json.length()))).isNull();
            assertThat(problems).isNotEmpty();
        }
        problems.clear();
        assertThat(read("{'users':[null]}").users).isEmpty();
        assertThat(problems).containsExactly("user number 1: must not be null");
    }

    @Test
    void shouldSayWhereJsonBreaksAndWhatIsUnknown() {
        assertThat(read("{'users':[}")).isNull();
        assertThat(problems.remove(0)).startsWith("line 1, column 11");
        assertThat(read("{'uesrs':[]}")).isNull();
        assertThat(problems.remove(0)).contains("uesrs");
        assertThat(read("[]")).isNull();
        assertThat(problems.remove(0)).startsWith("must be an object");
    }

    @Test
    void shouldWriteWhatItReads() {
        String json =
                "{'receivers':[{'name':'desk','users':['*']}],'route':{'receiver':'desk',"
                        + "'group_by':['rule'],'routes':[{'name':'x','match':['symbol=A'],"
                        + "'continue':true}]}}";
        DeliveryPolicy once = read(json);
        DeliveryPolicy twice = PolicyReader.parse(once.toString());
        assertThat(twice.toString()).isEqualTo(once.toString());
        assertThat(twice.route.routes.get(0).goesOn).isTrue();
    }

    private DeliveryPolicy read(String json) {
        return PolicyReader.read(json.replace('\'', '"'), problems, refused);
    }
}
