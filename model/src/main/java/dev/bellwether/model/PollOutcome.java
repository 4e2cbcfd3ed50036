// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.model;

/** How asking a provider for one symbol ended. */
public enum PollOutcome {
    /** The provider answered; whether there was a bar shows by the bars. */
    ANSWERED,
    /** The provider does not know the symbol, or refuses it. */
    NOT_AVAILABLE,
    /** No usable answer after all retries. */
    FAILED
}
