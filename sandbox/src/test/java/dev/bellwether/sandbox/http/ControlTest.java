// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sandbox.http;

import static dev.bellwether.sandbox.TestClient.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bellwether.sandbox.Sandbox;
import dev.bellwether.sandbox.SandboxConfig;
import dev.bellwether.sandbox.TestClient;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ControlTest {

    private Sandbox sandbox = Sandbox.start(SandboxConfig.builder().seed(5).sessions(3).build());
    private TestClient client = new TestClient(sandbox);

    @AfterEach
    void close() {
        sandbox.close();
    }

    private HttpResponse<byte[]> send(String method, String path, String body) throws IOException {
        return client.send(
                client.request(path)
                        .method(method, BodyPublishers.ofString(body.replace('\'', '"'))));
    }

    @Test
    void shouldReplaceShowAndRemoveFaults() throws IOException {
        HttpResponse<byte[]> put =
                send(
                        "PUT",
                        "/sandbox/faults",
                        "{'seed':9,'faults':[{'kind':'bad-gateway','rate':1,"
                                + "'symbols':['AAPL'],'times':2},"
                                + "{'kind':'malformed','rate':0.25}]}");

        assertThat(put.statusCode()).isEqualTo(200);
        JsonNode shown = json(client.get("/sandbox/faults"));
        assertThat(shown).isEqualTo(json(put));
        assertThat(shown.get("seed").asInt()).isEqualTo(9);
        assertThat(shown.get("faults"))
                .hasToString(
                        "[{\"kind\":\"bad-gateway\",\"rate\":1.0,\"symbols\":[\"AAPL\"],"
                                + "\"times\":2},{\"kind\":\"malformed\",\"rate\":0.25,"
                                + "\"symbols\":[],\"times\":0}]");
        assertThat(shown.at("/known/slow-body").isTextual()).isTrue();
        assertThat(shown.at("/known/eur-label").isTextual()).isTrue();
        assertThat(client.quote("AAPL").statusCode()).isEqualTo(502);

        assertThat(send("DELETE", "/sandbox/faults", "").statusCode()).isEqualTo(200);
        assertThat(client.quote("AAPL").statusCode()).isEqualTo(200);
        assertThat(json(client.get("/sandbox/faults")).get("faults")).isEmpty();
    }

    @Test
    void shouldKeepTheRulesIfTheNewOnesAreWrong() throws IOException {
        send("PUT", "/sandbox/faults", "{'faults':[{'kind':'bad-gateway','rate':1}]}");

        for (String wrong :
                new String[] {
                    "{'faults':[{'kind':'earthquake','rate':1}]}",
                    "{'faults':[{'kind':'malformed','rate':2}]}",
                    "{'faults':[{'kind':'malformed'}]}",
                    "{'fault':[]}",
                    "nonsense"
                }) {
            HttpResponse<byte[]> refused = send("PUT", "/sandbox/faults", wrong);
            assertThat(refused.statusCode()).as(wrong).isEqualTo(400);
            assertThat(json(refused).get("message").asText()).isNotEmpty();
        }
        assertThat(client.quote("AAPL").statusCode()).isEqualTo(502);
    }

    @Test
    void shouldCountWhatHappened() throws IOException {
        client.quote("AAPL");
        client.quote("ZZZZ");
        client.get("/v2/account/status");
        send(
                "PUT",
                "/sandbox/faults",
                "{'faults':[{'kind':'bad-gateway','rate':1,'symbols':['MSFT']}]}");
        client.quote("MSFT");
        await().until(() -> sandbox.stats().served() == 2);

        JsonNode stats = json(client.get("/sandbox/stats"));

        assertThat(stats.get("requests").asInt()).isEqualTo(4);
        assertThat(stats.get("quotes_served").asInt()).isEqualTo(1);
        assertThat(stats.get("refused").asInt()).isEqualTo(1);
        assertThat(stats.get("defects").asInt()).isZero();
        assertThat(stats.get("faults")).hasToString("{\"bad-gateway\":1}");
        assertThat(stats.get("endpoints"))
                .hasToString("{\"bavest v0/quote\":3,\"bavest v2/account/status\":1}");
        assertThat(stats.at("/clock/date").asText()).isEqualTo("2017-03-08");
        assertThat(stats.at("/clock/last_date").asText()).isEqualTo("2017-03-10");
    }

    @Test
    void shouldMoveAManualClock() throws IOException {
        JsonNode moved = json(send("POST", "/sandbox/clock", "{'advance':2}"));

        assertThat(moved.get("mode").asText()).isEqualTo("manual");
        assertThat(moved.get("date").asText()).isEqualTo("2017-03-10");
        assertThat(moved.get("finished").asBoolean()).isFalse();
        assertThat(sandbox.clock().session()).isEqualTo(46);
        assertThat(
                        json(send("POST", "/sandbox/clock", "{'advance':1}"))
                                .get("finished")
                                .asBoolean())
                .isTrue();
        assertThat(send("POST", "/sandbox/clock", "{}").statusCode()).isEqualTo(400);
    }

    @Test
    void shouldNotMoveAClockThatIsNotManual() throws IOException {
        sandbox.close();
        sandbox = Sandbox.start(SandboxConfig.builder().timed(Duration.ofHours(1)).build());
        client = new TestClient(sandbox);

        HttpResponse<byte[]> refused = send("POST", "/sandbox/clock", "{'advance':1}");

        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(json(client.get("/sandbox/clock")).get("mode").asText()).isEqualTo("timed");
    }

    @Test
    void shouldNotKnowOtherPaths() throws IOException {
        assertThat(client.get("/sandbox/else").statusCode()).isEqualTo(404);
        assertThat(send("PUT", "/sandbox/stats", "").statusCode()).isEqualTo(404);
    }
}
