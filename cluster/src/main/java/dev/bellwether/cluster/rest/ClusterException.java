// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.cluster.rest;

/** What a cluster refused or failed to do, as a sentence for the person who asked. */
public class ClusterException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public ClusterException(String message) {
        super(message);
    }

    public ClusterException(String message, Throwable cause) {
        super(message, cause);
    }
}
