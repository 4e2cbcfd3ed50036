// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.clients.aws.secrets;

import dev.bellwether.clients.secrets.SecretUnavailableException;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Why one secret cannot be read, in words that name its reference and what to do. They are made of
 * error codes only: what a store or the SDK says beyond is not ours to vouch for.
 */
final class StoreFailures {

    private final String reference;
    private final String region;

    StoreFailures(String reference, String region) {
        this.reference = reference;
        this.region = region;
    }

    SecretUnavailableException of(String why) {
        return new SecretUnavailableException(reference + " cannot be read: " + why);
    }

    /** The store has answered, but not with the secret. */
    SecretUnavailableException refused(AwsServiceException e) {
        String code = e.awsErrorDetails() == null ? null : e.awsErrorDetails().errorCode();
        if (code == null) {
            code = "";
        }
        switch (code) {
            case "ParameterNotFound":
                return of("there is no such parameter in " + region);
            case "ResourceNotFoundException":
                return of("there is no such secret in " + region + ", or it has no value yet");
            case "AccessDeniedException":
                return of("access denied; the credentials in use need " + permission());
            case "InvalidKeyId":
            case "DecryptionFailure":
                return of("its KMS key cannot decrypt it (" + code + ")");
            case "InvalidRequestException":
                return of("it cannot be read now, perhaps because it is marked for deletion");
            case "UnrecognizedClientException":
            case "InvalidSignatureException":
            case "IncompleteSignatureException":
            case "ExpiredTokenException":
            case "MissingAuthenticationTokenException":
                return of("the credentials for AWS are refused (" + code + ")");
            default:
                return e.isThrottlingException()
                        ? of("the store has too many requests (" + code + ")")
                        : of(("the store answers " + e.statusCode() + " " + code).trim());
        }
    }

    /** No answer, or none that can be read. */
    SecretUnavailableException unanswered(SdkException e) {
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return of(
                "the store in "
                        + region
                        + " does not answer ("
                        + root.getClass().getSimpleName()
                        + ")");
    }

    private String permission() {
        return reference.startsWith("ssm:")
                ? "ssm:GetParameter on it, and kms:Decrypt on its key"
                : "secretsmanager:GetSecretValue on it, and kms:Decrypt on a key of your own";
    }
}
