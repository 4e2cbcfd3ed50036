// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.clients.aws;

import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** What the refusals of every service of AWS mean for what is to be done. */
public final class AwsAnswers {

    /** Some services answer these with 400, others with 403. */
    private static final Set<String> CLOSED =
            Set.of(
                    "AccessDenied",
                    "AccessDeniedException",
                    "AuthorizationError",
                    "AuthorizationErrorException",
                    "IncompleteSignature",
                    "IncompleteSignatureException",
                    "InvalidClientTokenId",
                    "InvalidSignatureException",
                    "MissingAuthenticationToken",
                    "MissingAuthenticationTokenException",
                    "OptInRequired",
                    "SignatureDoesNotMatch",
                    "UnrecognizedClientException");

    private AwsAnswers() {}

    /**
     * The same may be accepted later. A token that has expired is one of them: the chain of the SDK
     * gets a new one by itself.
     */
    public static boolean isTransient(AwsServiceException e) {
        return e.statusCode() >= 500
                || e.isThrottlingException()
                || e.isClockSkewException()
                || code(e).contains("ExpiredToken")
                || code(e).contains("RequestThrottled");
    }

    /** Waiting will not help: not for us, or not with these credentials. */
    public static boolean isClosedToUs(AwsServiceException e) {
        return !isTransient(e)
                && (e.statusCode() == 401 || e.statusCode() == 403 || CLOSED.contains(code(e)));
    }

    /** The service's word for what is wrong, or the HTTP status if it said none. */
    public static String code(AwsServiceException e) {
        AwsErrorDetails details = e.awsErrorDetails();
        return details == null || details.errorCode() == null
                ? "HTTP " + e.statusCode()
                : details.errorCode();
    }

    /** Its words for people; empty if it said none, as a proxy does. */
    public static String words(AwsServiceException e) {
        AwsErrorDetails details = e.awsErrorDetails();
        return details == null || details.errorMessage() == null ? "" : details.errorMessage();
    }

    /** The same in brackets. */
    public static String said(AwsServiceException e) {
        String words = words(e);
        return words.isEmpty() ? "" : " (" + words + ")";
    }
}
