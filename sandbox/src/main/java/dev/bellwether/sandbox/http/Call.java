// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sandbox.http;

import dev.bellwether.sandbox.faults.FaultDraw;
import dev.bellwether.sandbox.faults.FaultKind;
import java.util.List;

/** What a provider makes of a request. Immutable. */
public final class Call {

    /** Answers for one session of the recording, with a fault of the provider's own or none. */
    @FunctionalInterface
    public interface Responder {
        Reply answer(int session, FaultDraw draw);
    }

    final String endpoint;
    final String subject;
    final String viewer;
    final List<FaultKind> kinds;
    final boolean refused;
    final Responder responder;

    private Call(
            String endpoint,
            String subject,
            String viewer,
            List<FaultKind> kinds,
            boolean refused,
            Responder responder) {
        this.endpoint = endpoint;
        this.subject = subject;
        this.viewer = viewer;
        this.kinds = kinds;
        this.refused = refused;
        this.responder = responder;
    }

    /**
     * A call that is answered, unless a fault strikes.
     *
     * @param endpoint what it is counted as
     * @param subject whose n-th request it is in the fault plan: a symbol, or the endpoint
     * @param kinds the provider's own faults that can strike it
     */
    public static Call of(
            String endpoint, String subject, List<FaultKind> kinds, Responder responder) {
        return new Call(endpoint, subject, null, List.copyOf(kinds), false, responder);
    }

    /** The same call, as the look of a viewer at the session: a paced clock waits for it. */
    public Call watchedBy(String newViewer) {
        return new Call(endpoint, subject, newViewer, kinds, refused, responder);
    }

    /** A call that the service refuses whatever the faults: they do not strike or count it. */
    public static Call refused(String endpoint, Reply reply) {
        return new Call(endpoint, null, null, List.of(), true, (session, draw) -> reply);
    }
}
