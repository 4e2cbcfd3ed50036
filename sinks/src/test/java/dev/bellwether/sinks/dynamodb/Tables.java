// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sinks.dynamodb;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.post;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import dev.bellwether.clients.aws.AwsOptions;
import dev.bellwether.model.Alert;
import dev.bellwether.model.AlertState;
import dev.bellwether.model.Severity;
import dev.bellwether.sandbox.dynamodb.SandboxDynamoDb;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.flink.configuration.Configuration;

/** Tables, what is written to them, and a proxy in front of them that can misbehave. */
final class Tables {

    static final String ALERTS = "alert-history";
    static final String QUOTES = "processed-quotes";

    /** 2026-03-02T14:30:00Z. */
    static final long CHANGED = 1_772_461_800_000L;

    private Tables() {}

    static void create(SandboxDynamoDb dynamo) {
        dynamo.createTable(
                ALERTS,
                List.of("alert_id:S", "revision:N"),
                "by-symbol",
                List.of("symbol:S", "timestamp:S"));
        dynamo.createTable(QUOTES, "symbol:S", "timestamp:S");
    }

    static Configuration aws(String endpoint, Path keys) throws IOException {
        Configuration aws = new Configuration();
        aws.set(AwsOptions.CREDENTIALS, AwsOptions.Credentials.STATIC);
        aws.set(
                AwsOptions.ACCESS_KEY_ID,
                "file:" + Files.writeString(keys.resolve("id"), "AKIAFIRST"));
        aws.set(
                AwsOptions.SECRET_ACCESS_KEY,
                "file:" + Files.writeString(keys.resolve("secret"), "first-secret"));
        aws.set(AwsOptions.DYNAMODB_ENDPOINT, endpoint);
        return aws;
    }

    static Configuration options() {
        Configuration options = new Configuration();
        options.set(DynamoDbOptions.ALERTS_TABLE, ALERTS);
        options.set(DynamoDbOptions.QUOTES_TABLE, QUOTES);
        options.set(DynamoDbOptions.RETRY_PAUSE_MAX, Duration.ofMillis(20));
        options.set(DynamoDbOptions.REQUEST_TIMEOUT, Duration.ofSeconds(20));
        return options;
    }

    static Table alerts(Configuration aws, Configuration options) {
        return Table.of(aws, options, ALERTS, AlertItems.ID, AlertItems.REVISION);
    }

    static Alert alert(String id, int revision) {
        Alert alert = new Alert();
        alert.id = id;
        alert.revision = revision;
        alert.rule = "gap";
        alert.symbol = "AAPL";
        alert.state = AlertState.FIRING;
        alert.severity = Severity.WARNING;
        alert.headline = "AAPL opened 6 % higher";
        alert.facts = new String[] {"anomaly.gap_percent=6.0"};
        alert.startedMillis = CHANGED;
        alert.changedMillis = CHANGED + revision;
        return alert;
    }

    static TableItem item(String id, int revision) {
        return new AlertItems(Duration.ofDays(90)).map(alert(id, revision), CHANGED);
    }

    /** Everything goes on to DynamoDB. */
    static void letThrough(WireMockExtension proxy, SandboxDynamoDb dynamo) {
        proxy.resetAll();
        proxy.stubFor(
                post(anyUrl())
                        .atPriority(9)
                        .willReturn(aResponse().proxiedFrom(dynamo.endpoint().toString())));
    }

    /** These instead of the next ones. */
    static void next(WireMockExtension proxy, ResponseDefinitionBuilder... answers) {
        for (int i = 0; i < answers.length; i++) {
            proxy.stubFor(
                    post(anyUrl())
                            .inScenario("trouble")
                            .whenScenarioStateIs(i == 0 ? Scenario.STARTED : "after " + i)
                            .willSetStateTo("after " + (i + 1))
                            .willReturn(answers[i]));
        }
    }

    static ResponseDefinitionBuilder error(String type) {
        return aResponse()
                .withStatus(400)
                .withHeader("Content-Type", "application/x-amz-json-1.0")
                .withBody(
                        "{\"__type\":\"com.amazonaws.dynamodb.v20120810#"
                                + type
                                + "\",\"message\":\"on purpose\"}");
    }

    /** Nothing of these was written. */
    static ResponseDefinitionBuilder unprocessed(TableItem... items) {
        StringBuilder left = new StringBuilder();
        for (TableItem item : items) {
            left.append(left.length() == 0 ? "" : ",")
                    .append("{\"PutRequest\":{\"Item\":")
                    .append(item.json())
                    .append("}}");
        }
        return aResponse()
                .withHeader("Content-Type", "application/x-amz-json-1.0")
                .withBody("{\"UnprocessedItems\":{\"" + ALERTS + "\":[" + left + "]}}");
    }
}
