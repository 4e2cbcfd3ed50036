// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sandbox.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.bellwether.sandbox.clock.ReplayClock;
import dev.bellwether.sandbox.faults.FaultDraw;
import dev.bellwether.sandbox.faults.FaultKind;
import dev.bellwether.sandbox.faults.FaultPlan;
import dev.bellwether.sandbox.faults.TransportFaults;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Answers for one provider: asks clock and fault plan, writes, and keeps the count. */
final class ProviderHandler implements HttpHandler {

    private final Provider provider;
    private final ReplayClock clock;
    private final FaultPlan faults;
    private final Stats stats;
    private final ReplyWriter writer;

    ProviderHandler(
            Provider provider,
            ReplayClock clock,
            FaultPlan faults,
            Stats stats,
            ReplyWriter writer) {
        this.provider = provider;
        this.clock = clock;
        this.faults = faults;
        this.stats = stats;
        this.writer = writer;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try {
            answer(exchange);
        } catch (IOException clientGone) {
            stats.countAborted();
        } catch (RuntimeException e) {
            stats.countDefect(e);
            Answers.error(exchange, 500, "mistake in the sandbox: " + e);
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        Call call = provider.call(Request.read(exchange));
        stats.countRequest(provider.name() + " " + call.endpoint);
        int session = call.viewer == null ? clock.session() : clock.asked(call.viewer);
        if (call.refused) {
            stats.countRefused();
            writer.write(exchange, call.responder.answer(session, FaultDraw.NONE), FaultDraw.NONE);
            return;
        }
        FaultDraw draw = faults.draw(call.subject, strikable(call));
        if (draw.kind() != null) {
            stats.countFault(draw.kind());
        }
        writer.write(exchange, reply(call, session, draw), draw);
        if (draw.isHarmless()) {
            stats.countServed(call.viewer != null);
            if (call.viewer != null) {
                clock.served(call.viewer, session);
            }
        }
    }

    private static List<FaultKind> strikable(Call call) {
        List<FaultKind> kinds = new ArrayList<>(TransportFaults.ALL);
        kinds.addAll(call.kinds);
        return kinds;
    }

    private Reply reply(Call call, int session, FaultDraw draw) {
        Optional<Refusal> refusal = Refusal.of(draw);
        return refusal.isPresent()
                ? provider.refusal(refusal.get())
                : call.responder.answer(session, draw);
    }
}
