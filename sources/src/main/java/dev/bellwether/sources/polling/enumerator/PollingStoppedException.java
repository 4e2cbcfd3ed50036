// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sources.polling.enumerator;

import org.apache.flink.runtime.throwable.ThrowableAnnotation;
import org.apache.flink.runtime.throwable.ThrowableType;

/**
 * A bounded polling source cannot go on because the provider refuses the credential. It fails the
 * job for good: a restart strategy would only ask with the same credential again.
 */
@ThrowableAnnotation(ThrowableType.NonRecoverableError)
public final class PollingStoppedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    PollingStoppedException(String source, String message) {
        super("Polling source '" + source + "' was refused and stops the job: " + message);
    }
}
