// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.cluster.cli;

import dev.bellwether.cluster.rest.ClusterException;

/** It could not be established what runs: whatever is started now might be the second one. */
final class UnclearException extends ClusterException {

    private static final long serialVersionUID = 1L;

    UnclearException(String message, Throwable cause) {
        super(message, cause);
    }
}
