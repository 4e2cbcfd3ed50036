// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.clients.aws.dynamodb;

import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ReadableConfig;

/** What a table of DynamoDB may be called. */
public final class TableNames {

    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9_.-]{3,255}");

    private TableNames() {}

    /** Reports a name that no table can have; one that is not given is none. */
    public static void check(
            ReadableConfig config,
            ConfigOption<String> option,
            BiConsumer<ConfigOption<?>, String> problem) {
        String name = config.getOptional(option).orElse("");
        if (!name.isBlank() && !NAME.matcher(name).matches()) {
            problem.accept(
                    option,
                    "must be a table's name, 3 to 255 of a-z, A-Z, 0-9, '_', '.' and '-', was '"
                            + name
                            + "'");
        }
    }
}
