// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sinks.sqs;

import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;

/** What the refusals of SQS mean for what is to be done. */
final class SqsAnswers {

    private SqsAnswers() {}

    /** Waiting will not help, nor another message: no such queue, or not for us. */
    static boolean isHopeless(AwsServiceException e) {
        return !isTransient(e)
                && (e instanceof QueueDoesNotExistException
                        || code(e).contains("NonExistentQueue")
                        || e.statusCode() == 401
                        || e.statusCode() == 403
                        || e.statusCode() == 404);
    }

    /**
     * The same may be accepted later. A token that has expired is one of them: the chain of the SDK
     * gets a new one by itself.
     */
    static boolean isTransient(AwsServiceException e) {
        return e.statusCode() >= 500
                || e.isThrottlingException()
                || e.isClockSkewException()
                || code(e).contains("ExpiredToken")
                || code(e).contains("RequestThrottled");
    }

    /** The service's word for what is wrong, or the HTTP status if it said none. */
    static String code(AwsServiceException e) {
        AwsErrorDetails details = e.awsErrorDetails();
        return details == null || details.errorCode() == null
                ? "HTTP " + e.statusCode()
                : details.errorCode();
    }

    /** Its words for people, in brackets; empty if it said none, as a proxy does. */
    static String said(AwsServiceException e) {
        AwsErrorDetails details = e.awsErrorDetails();
        return details == null || details.errorMessage() == null
                ? ""
                : " (" + details.errorMessage() + ")";
    }
}
