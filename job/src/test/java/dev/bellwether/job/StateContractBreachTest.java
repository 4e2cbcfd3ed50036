// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.job;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Every way to break the recorded contract is noticed and explained. */
class StateContractBreachTest {

    private final List<String> recorded;

    StateContractBreachTest() throws IOException {
        recorded =
                Files.readAllLines(
                        Path.of("src", "main", "resources", "state-contract.txt"), UTF_8);
    }

    @Test
    void shouldFindNoBreachWhereNothingHasChanged() {
        assertThat(StateContract.breaches(recorded, recorded)).isEmpty();
    }

    @Test
    void shouldNoticeARenamedUid() {
        List<String> breaches = after(line -> line.replaceFirst("^quotes-screen ", "screening "));

        assertThat(breaches)
                .anyMatch(
                        b -> b.startsWith("quotes-screen | screen is gone with its whole operator"))
                .anyMatch(b -> b.startsWith("screening | screen is not in the contract"));
    }

    @Test
    void shouldNoticeARenamedState() {
        List<String> breaches = after(line -> line.replace("| rolling-window |", "| window |"));

        assertThat(breaches)
                .hasSize(2)
                .anyMatch(
                        b ->
                                b.startsWith(
                                        "rolling-statistics | rolling-window is gone or renamed;"
                                                + " what users have under it would be lost"))
                .anyMatch(b -> b.startsWith("rolling-statistics | window is not in the contract"));
    }

    @Test
    void shouldNoticeAFieldOfAnotherType() {
        List<String> breaches =
                after(
                        line ->
                                line.startsWith("kinesis-quotes |")
                                        ? line.replace(" shardId: String", " shardId: Long")
                                        : line);

        assertThat(breaches)
                .singleElement()
                .asString()
                .contains("Kinesis-Stream-Shard-State has changed its type");
    }

    @Test
    void shouldNoticeATimeToLiveThatWasTakenAway() {
        String ttl = "org.apache.flink.runtime.state.ttl.TtlStateFactory$TtlSerializer";
        assertThat(recorded).filteredOn(line -> line.contains(ttl)).hasSize(3);

        List<String> breaches =
                after(
                        line ->
                                line.startsWith("quotes-screen | screen |")
                                        ? line.replace(ttl, "SomethingElse")
                                        : line);

        assertThat(breaches)
                .singleElement()
                .asString()
                .startsWith("quotes-screen | screen has changed its type");
    }

    @Test
    void shouldNoticeAnotherTypeOfKey() {
        List<String> breaches =
                after(
                        line ->
                                line.startsWith("rolling-statistics | rolling-window")
                                        ? line.replaceFirst(" \\| by .*", " | by LongSerializer v3")
                                        : line);

        assertThat(breaches)
                .singleElement()
                .asString()
                .startsWith("rolling-statistics | rolling-window has changed its type")
                .contains("by org.apache.flink.api.common.typeutils.base.StringSerializer v3")
                .contains("record it (see StateContractTest)");
    }

    @Test
    void shouldNoticeANewStateThatNobodyRecorded() {
        List<String> more = new ArrayList<>(recorded);
        more.add("signal | memory | KEY_VALUE | SomeSerializer v1 | by StringSerializer v3");

        assertThat(StateContract.breaches(recorded, more))
                .singleElement()
                .asString()
                .startsWith("signal | memory is not in the contract");
    }

    private List<String> after(UnaryOperator<String> change) {
        List<String> found = recorded.stream().map(change).collect(Collectors.toList());
        assertThat(found).isNotEqualTo(recorded);
        return StateContract.breaches(recorded, found);
    }
}
