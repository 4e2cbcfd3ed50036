// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sandbox.http;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.bellwether.model.Json;
import dev.bellwether.sandbox.clock.ReplayClock;
import dev.bellwether.sandbox.faults.FaultKind;
import dev.bellwether.sandbox.faults.FaultPlan;
import dev.bellwether.sandbox.faults.FaultRule;
import dev.bellwether.sandbox.recordings.Recordings;
import java.io.IOException;
import java.util.List;

/**
 * The sandbox's own paths, under {@code /sandbox/}: {@code faults} (GET, PUT, DELETE), {@code
 * clock} (GET, POST to move a manual one) and {@code stats} (GET).
 */
final class ControlHandler implements HttpHandler {

    private static final ObjectReader FAULTS =
            Json.mapper()
                    .readerFor(FaultSettings.class)
                    .with(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    private final Recordings recordings;
    private final ReplayClock clock;
    private final FaultPlan faults;
    private final Stats stats;

    ControlHandler(Recordings recordings, ReplayClock clock, FaultPlan faults, Stats stats) {
        this.recordings = recordings;
        this.clock = clock;
        this.faults = faults;
        this.stats = stats;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        String action = exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
        byte[] body = exchange.getRequestBody().readAllBytes();
        try {
            switch (action) {
                case "GET /sandbox/stats":
                    Answers.json(exchange, 200, describeStats());
                    break;
                case "GET /sandbox/clock":
                    Answers.json(exchange, 200, describeClock());
                    break;
                case "POST /sandbox/clock":
                    clock.advance(Json.mapper().readTree(body).path("advance").asInt());
                    Answers.json(exchange, 200, describeClock());
                    break;
                case "PUT /sandbox/faults":
                    replaceFaults(body);
                    Answers.json(exchange, 200, describeFaults());
                    break;
                case "DELETE /sandbox/faults":
                    faults.replace(List.of());
                    Answers.json(exchange, 200, describeFaults());
                    break;
                case "GET /sandbox/faults":
                    Answers.json(exchange, 200, describeFaults());
                    break;
                default:
                    Answers.error(exchange, 404, "the sandbox does not know " + action);
            }
        } catch (JsonProcessingException | IllegalArgumentException e) {
            Answers.error(exchange, 400, e.getMessage());
        } catch (IllegalStateException e) {
            Answers.error(exchange, 409, e.getMessage());
        }
    }

    private void replaceFaults(byte[] body) throws IOException {
        FaultSettings settings = FAULTS.readValue(body);
        faults.replace(settings.seed == null ? faults.seed() : settings.seed, settings.faults);
    }

    private ObjectNode describeFaults() {
        ObjectNode node = Json.mapper().createObjectNode().put("seed", faults.seed());
        node.set("faults", Json.mapper().valueToTree(faults.rules()));
        ObjectNode known = node.putObject("known");
        for (FaultKind kind : faults.known()) {
            known.put(kind.name(), kind.description());
        }
        return node;
    }

    private ObjectNode describeClock() {
        int session = clock.session();
        ObjectNode node = Json.mapper().createObjectNode();
        node.put("mode", clock.mode())
                .put("session", session)
                .put("date", recordings.session(session).toString())
                .put("first", clock.span().first)
                .put("first_date", recordings.session(clock.span().first).toString())
                .put("last", clock.span().last)
                .put("last_date", recordings.session(clock.span().last).toString())
                .put("finished", clock.finished());
        addAll(node.putArray("waiting_for"), clock.waitingFor());
        addAll(node.putArray("abandoned"), clock.abandoned());
        return node;
    }

    private static void addAll(ArrayNode array, List<String> texts) {
        texts.forEach(array::add);
    }

    private ObjectNode describeStats() {
        ObjectNode node = Json.mapper().createObjectNode();
        node.put("requests", stats.requests())
                .put("served", stats.served())
                .put("quotes_served", stats.quotesServed())
                .put("refused", stats.refused())
                .put("aborted", stats.aborted())
                .put("defects", stats.defects())
                .put("last_defect", stats.lastDefect());
        node.set("faults", Json.mapper().valueToTree(stats.faults()));
        node.set("endpoints", Json.mapper().valueToTree(stats.endpoints()));
        node.set("clock", describeClock());
        return node;
    }

    private static final class FaultSettings {
        @JsonProperty private Long seed;

        @JsonProperty(required = true)
        private List<FaultRule> faults = List.of();
    }
}
