// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.job;

import dev.bellwether.job.config.ConfigurationException;

/** What is said to a person when a local run ends by itself: the innermost cause, in a sentence. */
final class LastWords {

    private LastWords() {}

    static String of(Throwable failure) {
        if (failure instanceof ConfigurationException) {
            return failure.getMessage();
        }
        Throwable root = failure;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        return "The job has ended: "
                + (root.getMessage() == null ? root.toString() : root.getMessage());
    }
}
