// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.job.cli;

import dev.bellwether.model.AlertAction;
import dev.bellwether.model.AlertVerb;
import dev.bellwether.operators.delivery.policy.AlertMatcher;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.apache.flink.util.TimeUtils;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Has nobody told of alerts that match, for a time. */
@Command(
        name = "silence",
        mixinStandardHelpOptions = true,
        description = {
            "Has nobody told of alerts that match, for a time. They are still kept and listed.",
            "A matcher is name=value, name!=value, name=~pattern, name!~pattern or",
            "severity>=warning; names are rule, symbol, severity, id, or a label."
        })
final class SilenceCommand implements Callable<Integer> {

    private static final Duration LONGEST = Duration.ofDays(366);

    @Spec private CommandSpec spec;

    @Mixin private JobFiles files;

    @Parameters(
            arity = "0..*",
            paramLabel = "MATCHER",
            description = "Such as symbol=AAPL; all of them must match.")
    private List<String> matchers = new ArrayList<>();

    @Option(
            names = "--for",
            paramLabel = "DURATION",
            description = "How long, such as 2h (default: ${DEFAULT-VALUE}).",
            defaultValue = "1h")
    private String duration;

    @Option(names = "--reason", description = "Why, for the others; required.")
    private String reason;

    @Option(
            names = "--author",
            description = "Who (default: ${DEFAULT-VALUE}).",
            defaultValue = "${sys:user.name}")
    private String author;

    @Option(names = "--end", paramLabel = "SILENCE", description = "Ends one before its time.")
    private String end;

    @Override
    public Integer call() throws IOException {
        AlertAction action = new AlertAction();
        action.author = author;
        action.note = reason;
        action.atMillis = Clock.systemUTC().millis();
        String done;
        if (end != null) {
            action.verb = AlertVerb.END_SILENCE;
            action.alert = end;
            done = "Told the job to end the silence " + end + ".";
        } else {
            begin(action);
            done =
                    String.format(
                            Locale.ROOT,
                            "Told the job: silence %s until %s. To end it before: ./bellwether"
                                    + " silence --end %s",
                            action.alert,
                            Instant.ofEpochMilli(action.untilMillis),
                            action.alert);
        }
        ActionFiles.write(files.configuration(), action);
        PrintWriter out = Cli.out(spec);
        out.println(done);
        out.flush();
        return 0;
    }

    private void begin(AlertAction action) {
        List<String> problems = new ArrayList<>();
        if (matchers.isEmpty()) {
            problems.add("at least one MATCHER is required");
        }
        for (String matcher : matchers) {
            try {
                AlertMatcher.parse(matcher);
            } catch (IllegalArgumentException e) {
                problems.add(e.getMessage());
            }
        }
        if (reason == null || reason.isBlank()) {
            problems.add("--reason is required");
        }
        Duration length = length();
        if (length == null
                || length.isNegative()
                || length.isZero()
                || length.compareTo(LONGEST) > 0) {
            problems.add("--for must be a duration up to 366 d, such as 2h, was " + duration);
        }
        if (!problems.isEmpty()) {
            throw new ParameterException(spec.commandLine(), String.join("; ", problems));
        }
        action.verb = AlertVerb.SILENCE;
        action.alert = "silence-" + UUID.randomUUID().toString().substring(0, 8);
        action.matchers = matchers.toArray(new String[0]);
        action.untilMillis = action.atMillis + length.toMillis();
    }

    /** {@code null} if it is none. */
    private Duration length() {
        try {
            return TimeUtils.parseDuration(duration);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
