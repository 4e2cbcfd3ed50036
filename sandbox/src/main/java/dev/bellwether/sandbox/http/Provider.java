// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sandbox.http;

import dev.bellwether.sandbox.faults.FaultKind;
import java.util.List;

/** The stand-in of one service. Implementations are thread-safe. */
public interface Provider {

    /** Short name in lower case, which begins endpoint and viewer names, for example bavest. */
    String name();

    /** What the paths of this provider begin with, for example {@code /v0/}. */
    List<String> pathPrefixes();

    /** The faults of its own that it can play, beside the transport's. */
    List<FaultKind> faultKinds();

    /**
     * Reads a request and says what is to be done about it. A request that the real service would
     * refuse is a call with a fixed reply, never an exception.
     */
    Call call(Request request);

    /** The service's own words for a refusal that is played by a transport fault. */
    Reply refusal(Refusal refusal);
}
