// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.cluster.rest;

/** A savepoint, or a stop with one, is over and came to nothing: the cluster said so itself. */
public final class OperationFailedException extends ClusterException {

    private static final long serialVersionUID = 1L;

    OperationFailedException(String message) {
        super(message);
    }
}
