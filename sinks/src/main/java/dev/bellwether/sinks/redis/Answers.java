// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sinks.redis;

import java.io.EOFException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.Set;
import javax.net.ssl.SSLException;

/**
 * Reads the error answers of Redis, whose first word is their kind.
 *
 * <p>Kinds that Redis documents as passing are retried; what concerns the user, the password or the
 * set of commands ends the job; everything else was refused because of the command itself, which no
 * repetition changes.
 */
final class Answers {

    private static final Set<String> RETRY =
            Set.of(
                    "TRYAGAIN",
                    "CLUSTERDOWN",
                    "OOM",
                    "BUSY",
                    "NOREPLICAS",
                    "MISCONF",
                    "MOVED",
                    "ASK",
                    "INPROG");

    private static final Set<String> RECONNECT =
            Set.of("LOADING", "MASTERDOWN", "READONLY", "NOMASTERLINK", "UNKILLABLE");

    private static final Set<String> FATAL = Set.of("NOAUTH", "WRONGPASS", "NOPERM", "DENIED");

    private static final String[] FATAL_TEXTS = {
        "ERR unknown command",
        "ERR invalid password",
        "ERR Client sent AUTH",
        "ERR AUTH ",
        "ERR DB index is out of range",
        "ERR SELECT is not allowed",
        "ERR This instance has cluster support disabled",
        "CROSSSLOT"
    };

    private static final String TOO_MANY_CLIENTS = "ERR max number of clients";

    /** After this Redis repeats what it was sent, which may be a password. */
    private static final String ECHO = ", with args beginning with";

    private Answers() {}

    static Verdict verdict(String error) {
        String text = error == null ? "" : error;
        int space = text.indexOf(' ');
        String kind = space < 0 ? text : text.substring(0, space);
        if (RETRY.contains(kind)) {
            return Verdict.RETRY;
        }
        if (RECONNECT.contains(kind) || text.startsWith(TOO_MANY_CLIENTS)) {
            return Verdict.RECONNECT;
        }
        if (FATAL.contains(kind)) {
            return Verdict.FATAL;
        }
        for (String fatal : FATAL_TEXTS) {
            if (text.startsWith(fatal)) {
                return Verdict.FATAL;
            }
        }
        return Verdict.REJECTED;
    }

    /** The answer without what it repeats of the command. */
    static String withoutEcho(String error) {
        if (error == null) {
            return "no text";
        }
        int echo = error.indexOf(ECHO);
        return echo < 0 ? error : error.substring(0, echo);
    }

    /** Whether the answer of a cluster node says that its map of slots should be read again. */
    static boolean isMoved(String error) {
        return error.startsWith("MOVED") || error.startsWith("CLUSTERDOWN");
    }

    /**
     * Whether a connection failed in a way that trying again cannot mend: a certificate that is not
     * trusted or names another host, or a server that does not speak TLS. A handshake that was cut
     * off by a dying server can be tried again.
     */
    static boolean isPermanent(Throwable connectFailure) {
        boolean tls = false;
        for (Throwable cause = connectFailure; cause != null; cause = cause.getCause()) {
            if (cause instanceof EOFException
                    || cause instanceof SocketException
                    || cause instanceof SocketTimeoutException) {
                return false;
            }
            tls |= cause instanceof SSLException;
        }
        return tls;
    }

    /** The innermost cause in words: what a person needs to see. */
    static String rootMessage(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
    }
}
