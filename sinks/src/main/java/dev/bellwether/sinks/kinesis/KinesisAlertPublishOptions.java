// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sinks.kinesis;

import java.util.Optional;
import java.util.function.BiConsumer;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.configuration.ReadableConfig;

/** Which stream gets the changes of alerts; group {@code KinesisAlerts}. */
public final class KinesisAlertPublishOptions {

    public static final ConfigOption<String> STREAM =
            ConfigOptions.key("publish.stream")
                    .stringType()
                    .noDefaultValue()
                    .withDescription(
                            "Name of the stream that gets every change of the alerts that are made"
                                    + " here. Needs kinesis:PutRecords. Without it nothing is"
                                    + " published. Whom this application tells itself stays as the"
                                    + " group Notifications says.");

    private KinesisAlertPublishOptions() {}

    /** The stream, if one is named. */
    public static Optional<String> stream(ReadableConfig config) {
        return config.getOptional(STREAM).filter(name -> !name.isBlank());
    }

    /** Reports a name that cannot be one of a stream. */
    public static void check(ReadableConfig config, BiConsumer<ConfigOption<?>, String> problem) {
        stream(config)
                .filter(name -> !KinesisPublishOptions.NAME.matcher(name).matches())
                .ifPresent(
                        name ->
                                problem.accept(
                                        STREAM,
                                        "must be letters, digits, '_', '.' and '-', was '"
                                                + name
                                                + "'"));
    }
}
