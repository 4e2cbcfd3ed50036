// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.cluster.rest;

/** Nobody answers, or only to say that there is no leader yet; it may be different in a moment. */
public final class ClusterUnreachableException extends ClusterException {

    private static final long serialVersionUID = 1L;

    ClusterUnreachableException(String message, Throwable cause) {
        super(message, cause);
    }
}
