// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sinks.sqs;

import dev.bellwether.clients.aws.AwsAnswers;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;

/** What of the refusals is SQS's own. */
final class SqsAnswers {

    private SqsAnswers() {}

    /** Waiting will not help, nor another message: no such queue, or not for us. */
    static boolean isHopeless(AwsServiceException e) {
        return AwsAnswers.isClosedToUs(e)
                || (!AwsAnswers.isTransient(e)
                        && (e instanceof QueueDoesNotExistException
                                || AwsAnswers.code(e).contains("NonExistentQueue")
                                || e.statusCode() == 404));
    }
}
