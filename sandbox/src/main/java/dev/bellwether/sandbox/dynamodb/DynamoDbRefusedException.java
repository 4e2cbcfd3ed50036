// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sandbox.dynamodb;

/** The emulator answered, and said no. */
public final class DynamoDbRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String type;

    DynamoDbRefusedException(String operation, String type, String message) {
        super(operation + ": " + type + ": " + message);
        this.type = type;
    }

    /** The service's name for it, such as {@code ResourceNotFoundException}. */
    public String type() {
        return type;
    }
}
