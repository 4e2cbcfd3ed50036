// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sinks.redis;

/** What an answer of Redis means for the command that it answers, mildest first. */
enum Verdict {
    /** Done; never sent again. */
    ACCEPTED,
    /** Redis will never take this command. */
    REJECTED,
    /** Not now: the same command may be taken later on the same connection. */
    RETRY,
    /** Not here: the same command may be taken on another connection. */
    RECONNECT,
    /** No command of this job can be taken until a person has changed something. */
    FATAL;

    Verdict worse(Verdict other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
