// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.job.config;

import java.util.List;

/**
 * Everything that is wrong with a configuration, in one message for the person who wrote it.
 *
 * <p>It has no stack trace and prints as its message alone: the place that is wrong is in the
 * configuration, not in the code.
 */
public final class ConfigurationException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ConfigurationException(String origin, String problem) {
        this(origin, List.of(problem));
    }

    ConfigurationException(String origin, List<String> problems) {
        super(message(origin, problems), null, false, false);
    }

    private static String message(String origin, List<String> problems) {
        StringBuilder text =
                new StringBuilder("Bellwether cannot start: ")
                        .append(problems.size())
                        .append(problems.size() == 1 ? " problem" : " problems")
                        .append(" in the configuration from ")
                        .append(origin);
        for (int i = 0; i < problems.size(); i++) {
            text.append("\n  ").append(i + 1).append(". ").append(problems.get(i));
        }
        return text.toString();
    }

    @Override
    public String toString() {
        return getMessage();
    }
}
