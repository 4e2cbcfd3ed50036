// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.job.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.bellwether.job.config.ApplicationConfiguration;
import dev.bellwether.job.config.PropertyGroups;
import dev.bellwether.job.replay.LetterFilter;
import dev.bellwether.job.replay.ReplayRequest;
import dev.bellwether.job.replay.ReplaySummary;
import dev.bellwether.model.Json;
import dev.bellwether.model.ReasonCode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Puts repaired dead letters back through a running job. */
@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        description = "Puts dead letters that can be read by now back through the running job.",
        footer = {
            "",
            "Ends with 0 if everything that was meant went back, with 3 if something was",
            "refused, with 1 if it could not be done. docs/replay.md says more."
        })
final class ReplayCommand implements Callable<Integer> {

    private static final int SOMETHING_REFUSED = 3;

    @Spec private CommandSpec spec;

    @Parameters(
            arity = "1..*",
            paramLabel = "DEADLETTERS",
            description =
                    "Files or folders of dead letters, or sqs: with the address of a queue. A"
                            + " message is deleted from the queue when it was put back.")
    private List<String> places = new ArrayList<>();

    @Option(
            names = "--config",
            paramLabel = "FILE",
            required = true,
            description =
                    "The running job's configuration: records go into the Kinesis stream that it"
                            + " reads, else into its inbox.")
    private Path config;

    @Option(names = "--dry-run", description = "Only says what would be put back.")
    private boolean dryRun;

    @Option(
            names = "--reason",
            split = ",",
            paramLabel = "REASON",
            description = "Only those set aside for this reason, such as not_a_number.")
    private List<String> reasons = new ArrayList<>();

    @Option(names = "--symbol", split = ",", paramLabel = "SYMBOL", description = "Only these.")
    private List<String> symbols = new ArrayList<>();

    @Option(
            names = "--source",
            split = ",",
            paramLabel = "SOURCE",
            description = "Only those from this source, as it stands in the letters.")
    private List<String> sources = new ArrayList<>();

    @Option(
            names = "--since",
            paramLabel = "TIME",
            description =
                    "Only those set aside since then: 2026-03-02 or 2026-03-02T14:30:00Z (UTC).")
    private String since;

    @Option(
            names = "--set",
            paramLabel = "FIELD=VALUE",
            description = "Sets a field in every record first, for example currency=USD.")
    private List<String> fields = new ArrayList<>();

    @Option(
            names = "--force",
            description =
                    "Also those that are late, conflicting, or outliers: for letters that were"
                            + " edited, or a job whose limits were widened.")
    private boolean force;

    @Option(
            names = "--stream",
            paramLabel = "NAME",
            description = "Which stream, if the job reads several.")
    private String stream;

    @Override
    public Integer call() throws IOException, InterruptedException {
        ReplayRequest request =
                new ReplayRequest(
                        ApplicationConfiguration.of(PropertyGroups.fromFile(config), false),
                        new LetterFilter(
                                reasonCodes(),
                                new HashSet<>(symbols),
                                new HashSet<>(sources),
                                instant()),
                        values(),
                        force,
                        stream);
        PrintWriter out = Cli.out(spec);
        out.println((dryRun ? "Would go to the " : "To the ") + request.destinationName());
        out.flush();
        ReplaySummary summary = dryRun ? request.tryOut(places) : request.run(places);
        summary.lines(dryRun).forEach(out::println);
        out.flush();
        return summary.refused() > 0 ? SOMETHING_REFUSED : 0;
    }

    private Set<ReasonCode> reasonCodes() {
        Set<ReasonCode> codes = EnumSet.noneOf(ReasonCode.class);
        for (String reason : reasons) {
            try {
                codes.add(ReasonCode.valueOf(reason.toUpperCase(Locale.ROOT)));
            } catch (IllegalArgumentException e) {
                StringBuilder allowed = new StringBuilder();
                for (ReasonCode code : ReasonCode.values()) {
                    allowed.append(allowed.length() == 0 ? "" : ", ")
                            .append(code.name().toLowerCase(Locale.ROOT));
                }
                throw wrong("--reason " + reason + " is none of " + allowed);
            }
        }
        return codes;
    }

    private Instant instant() {
        if (since == null) {
            return null;
        }
        try {
            return since.indexOf('T') < 0
                    ? LocalDate.parse(since).atStartOfDay(ZoneOffset.UTC).toInstant()
                    : Instant.parse(since);
        } catch (DateTimeParseException e) {
            throw wrong(
                    "--since wants a time such as 2026-03-02 or 2026-03-02T14:30:00Z, was "
                            + since);
        }
    }

    /** A value that reads as JSON is that, so that numbers are numbers; any other is text. */
    private Map<String, JsonNode> values() {
        Map<String, JsonNode> values = new LinkedHashMap<>();
        for (String field : fields) {
            int equals = field.indexOf('=');
            if (equals < 1) {
                throw wrong("--set wants FIELD=VALUE, was " + field);
            }
            String text = field.substring(equals + 1);
            JsonNode value;
            try {
                JsonNode json = Json.mapper().readTree(text);
                value = json.isValueNode() ? json : new TextNode(text);
            } catch (JsonProcessingException e) {
                value = new TextNode(text);
            }
            values.put(field.substring(0, equals), value);
        }
        return values;
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
