// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sinks.notify;

import dev.bellwether.clients.aws.AccessKeys;
import dev.bellwether.clients.secrets.SecretUnavailableException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
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

    private static final Set<String> NOT_FOR_US =
            Set.of(
                    "AccessDenied",
                    "AccessDeniedException",
                    "AuthorizationError",
                    "AuthorizationErrorException",
                    "IncompleteSignature",
                    "InvalidClientTokenId",
                    "InvalidSignatureException",
                    "MissingAuthenticationToken",
                    "MissingAuthenticationTokenException",
                    "OptInRequired",
                    "SignatureDoesNotMatch",
                    "UnrecognizedClientException");

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
            if (e.isThrottlingException() || e.statusCode() == 429 || code(e).equals("Throttled")) {
                return Answer.pause(THROTTLED, said);
            }
            if (e.statusCode() >= 500
                    || e.isClockSkewException()
                    || code(e).contains("ExpiredToken")) {
                return Answer.later(null, said);
            }
            if (NOT_FOR_US.contains(code(e)) || e.statusCode() == 401) {
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

    /** The service's word for what is wrong, or the HTTP status if it said none. */
    static String code(AwsServiceException e) {
        AwsErrorDetails details = e.awsErrorDetails();
        return details == null || details.errorCode() == null
                ? "HTTP " + e.statusCode()
                : details.errorCode();
    }

    /** Its words for people; empty if it said none. */
    static String words(AwsServiceException e) {
        AwsErrorDetails details = e.awsErrorDetails();
        return details == null || details.errorMessage() == null ? "" : details.errorMessage();
    }

    /** Numbers and addresses in it are masked: they are of people. */
    static String said(AwsServiceException e) {
        String words =
                words(e).replaceAll("\\+?\\d{7,15}", "***")
                        .replaceAll("[^\\s,:<>]+@[^\\s,:<>]+", "***");
        String said = "HTTP " + e.statusCode() + " " + code(e);
        return words.isEmpty() ? said : said + ": " + Texts.cut(Texts.line(words), 300);
    }
}
