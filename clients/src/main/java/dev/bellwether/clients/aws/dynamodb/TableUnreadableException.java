// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.clients.aws.dynamodb;

import java.io.IOException;

/** Why a table could not be read as a whole, in one sentence that leaves out its name. */
public final class TableUnreadableException extends IOException {

    private static final long serialVersionUID = 1L;

    TableUnreadableException(String message, Throwable cause) {
        super(message, cause);
    }
}
