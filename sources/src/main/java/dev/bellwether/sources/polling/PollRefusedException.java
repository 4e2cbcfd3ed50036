// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sources.polling;

/** The provider refuses the credential: asking again would only make it worse. */
public class PollRefusedException extends Exception {

    private static final long serialVersionUID = 1L;

    /**
     * @param message one sentence for the operator: who refused what, and what to do; no secret
     */
    public PollRefusedException(String message) {
        super(message);
    }
}
