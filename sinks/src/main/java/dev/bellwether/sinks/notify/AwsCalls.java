// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sinks.notify;

import dev.bellwether.clients.aws.AccessKeys;
import dev.bellwether.clients.aws.AwsAnswers;
import dev.bellwether.clients.secrets.SecretUnavailableException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Calls a service of AWS once and says what its answer means, as far as all services agree; the
 * clients do not retry by themselves. Keys that were rotated are read again when they are refused.
 */
final class AwsCalls {

    static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(10);

    /** Until it is tried again whether a person has mended what was wrong. */
    static final Duration FAULT_PAUSE = Duration.ofMinutes(1);

    private static final Duration THROTTLED = Duration.ofSeconds(1);

    private final Optional<AccessKeys> keys;

    AwsCalls(Optional<AccessKeys> keys) {
        this.keys = keys;
    }

    /**
     * @param refusal what an answer means that is no success and that only this service gives
     */
    Answer ask(Runnable call, Function<AwsServiceException, Answer> refusal) {
        try {
            call.run();
            return Answer.sent();
        } catch (AwsServiceException e) {
            String said = said(e);
            if (e.isThrottlingException()
                    || e.statusCode() == 429
                    || AwsAnswers.code(e).equals("Throttled")) {
                return Answer.pause(THROTTLED, said);
            }
            if (AwsAnswers.isTransient(e)) {
                return Answer.later(null, said);
            }
            if (AwsAnswers.isClosedToUs(e)) {
                return keys.map(AccessKeys::refresh).orElse(false)
                        ? Answer.later(Duration.ZERO, said)
                        : Answer.fault(FAULT_PAUSE, said);
            }
            return refusal.apply(e);
        } catch (SecretUnavailableException e) {
            return Answer.fault(FAULT_PAUSE, e.getMessage());
        } catch (SdkException | UncheckedIOException e) {
            return Answer.later(null, "no answer: " + e.getClass().getSimpleName());
        }
    }

    /** Numbers and addresses in it are masked: they are of people. */
    static String said(AwsServiceException e) {
        String words =
                AwsAnswers.words(e)
                        .replaceAll("\\+?\\d{7,15}", "***")
                        .replaceAll("[^\\s,:<>]+@[^\\s,:<>]+", "***");
        String said = "HTTP " + e.statusCode() + " " + AwsAnswers.code(e);
        return words.isEmpty() ? said : said + ": " + Texts.cut(Texts.line(words), 300);
    }
}
