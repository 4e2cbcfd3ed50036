// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sandbox.ses;

/** What SES, or what stands before it, can do instead of taking a mail. */
public enum SesFault {
    /** 429: more than the account may send in a second. */
    TOO_MANY_REQUESTS(429, "TooManyRequestsException", "Maximum sending rate exceeded."),
    /** The account has sent what it may in 24 hours. */
    DAILY_QUOTA(400, "LimitExceededException", "Daily message quota exceeded."),
    ACCOUNT_SUSPENDED(400, "AccountSuspendedException", "Account is suspended."),
    SENDING_PAUSED(400, "SendingPausedException", "Sending is paused for this account."),
    MAIL_FROM(400, "MailFromDomainNotVerifiedException", "MAIL FROM domain is not verified."),
    NO_CONFIGURATION_SET(404, "NotFoundException", "Configuration set alerts does not exist."),
    BAD_REQUEST(400, "BadRequestException", "Invalid header value."),
    ACCESS_DENIED(403, "AccessDeniedException", "not authorized to perform: ses:SendEmail"),
    INTERNAL_ERROR(500, "InternalServiceErrorException", "An error occurred."),
    /** Ends the connection after the mail was taken. */
    RESET_AFTER_TAKING(0, "", ""),
    /** Takes the mail, sends half of its answer, and no more. */
    STALLED_BODY(0, "", "");

    final int status;
    final String type;
    final String message;

    SesFault(int status, String type, String message) {
        this.status = status;
        this.type = type;
        this.message = message;
    }
}
