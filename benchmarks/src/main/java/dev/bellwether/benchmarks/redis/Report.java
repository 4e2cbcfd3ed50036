// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.benchmarks.redis;

import dev.bellwether.benchmarks.figures.Machine;
import dev.bellwether.benchmarks.figures.Rates;
import java.io.IOException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import org.apache.flink.runtime.util.EnvironmentInformation;

/** The result in Markdown: figures, ratios, and all that is needed to repeat them. */
final class Report {

    private final Contender ours;
    private final Contender bahir;
    private final Contender limit;
    private final int depth;
    private final long keys;
    private final int rounds;
    private final String redisVersion;
    private final String programVersion;

    Report(
            Contender ours,
            Contender bahir,
            Contender limit,
            int depth,
            long keys,
            int rounds,
            String redisVersion,
            String programVersion) {
        this.ours = ours;
        this.bahir = bahir;
        this.limit = limit;
        this.depth = depth;
        this.keys = keys;
        this.rounds = rounds;
        this.redisVersion = redisVersion;
        this.programVersion = programVersion;
    }

    boolean meetsGoals(Map<Integer, Map<Contender, Rates>> results) {
        return results.values().stream()
                .allMatch(
                        rates ->
                                ratio(rates, bahir).median() >= RedisSinkBenchmark.BAHIR_GOAL
                                        && ratio(rates, limit).median()
                                                >= RedisSinkBenchmark.LIMIT_GOAL);
    }

    String markdown(Map<Integer, Map<Contender, Rates>> results) throws IOException {
        StringBuilder text = new StringBuilder("# Redis sink: commands per second\n\n");
        text.append("Repeat with `./bellwether bench redis`. Ratios are the figures to quote;")
                .append(" rates belong to the machine.\n\n");
        for (Map.Entry<Integer, Map<Contender, Rates>> size : results.entrySet()) {
            table(text, size.getKey(), size.getValue());
        }
        method(text);
        return text.toString();
    }

    private Rates ratio(Map<Contender, Rates> rates, Contender other) {
        return rates.get(ours).over(rates.get(other));
    }

    private void table(StringBuilder text, int bytes, Map<Contender, Rates> rates) {
        text.append("## Values of ").append(bytes).append(" bytes\n\n");
        text.append("| Writer | median /s | lowest | highest |\n|---|---:|---:|---:|\n");
        rates.forEach(
                (contender, rate) ->
                        text.append(
                                String.format(
                                        Locale.ROOT,
                                        "| %s | %,.0f | %,.0f | %,.0f |%n",
                                        contender.name(),
                                        rate.median(),
                                        rate.lowest(),
                                        rate.highest())));
        text.append("\n| Our sink against | median | lowest | highest | goal | |\n");
        text.append("|---|---:|---:|---:|---:|---|\n");
        goal(text, bahir.name(), ratio(rates, bahir), RedisSinkBenchmark.BAHIR_GOAL);
        goal(text, limit.name(), ratio(rates, limit), RedisSinkBenchmark.LIMIT_GOAL);
        text.append('\n');
    }

    private static void goal(StringBuilder text, String name, Rates ratio, double goal) {
        text.append(
                String.format(
                        Locale.ROOT,
                        "| %s | %.2f × | %.2f × | %.2f × | ≥ %.2f × | %s |%n",
                        name,
                        ratio.median(),
                        ratio.lowest(),
                        ratio.highest(),
                        goal,
                        ratio.median() >= goal ? "met" : "**missed**"));
    }

    private void method(StringBuilder text) throws IOException {
        text.append("## Method\n\n")
                .append("- Every writer sends `SETEX key:NNNNNNNNNNNN 3600 VALUE` over one")
                .append(" connection to the same redis-server on 127.0.0.1 (")
                .append(redisVersion)
                .append(", nothing written to disk), ")
                .append(String.format(Locale.ROOT, "%,d", keys))
                .append(" different keys, emptied before each turn.\n")
                .append("- Our sink and redis-benchmark keep up to ")
                .append(depth)
                .append(" commands on their way; Bahir's sink sends one and waits, which cannot be")
                .append(" configured.\n")
                .append("- The two sinks end the same Flink job (sequence → stopwatch → sink,")
                .append(" parallelism 1, one chained task, mini-cluster, a checkpoint every")
                .append(" second, same `RedisMapper`), each in a JVM of its own (1 GiB heap) that")
                .append(" stays warm. Their rate is taken on the sink's thread over the last four")
                .append(" fifths of the records; redis-benchmark states its own.\n")
                .append("- After one turn each as warm-up they take turns for ")
                .append(rounds)
                .append(" rounds; a turn is ")
                .append(String.format(Locale.ROOT, "%,d", ours.records()))
                .append(" commands (Bahir: ")
                .append(String.format(Locale.ROOT, "%,d", bahir.records()))
                .append("). Ratios are taken round by round.\n");
        text.append(
                        "- One command at a time costs a round trip, and on one machine a round"
                                + " trip is")
                .append(" mostly the waking of a sleeping core: where other work keeps the cores")
                .append(" awake, Bahir's sink and `-P 1` are several times faster. Figures count")
                .append(
                        " from a quiet machine; between machines a round trip is longer"
                                + " still.\n\n");
        text.append("## Machine\n\n")
                .append("- ")
                .append(Machine.processor())
                .append(", ")
                .append(Runtime.getRuntime().availableProcessors())
                .append(" cores for client and server together, ")
                .append(System.getProperty("os.name"))
                .append(' ')
                .append(System.getProperty("os.version"))
                .append("\n- Java ")
                .append(System.getProperty("java.vm.version"))
                .append(", Flink ")
                .append(EnvironmentInformation.getVersion())
                .append(", our client Jedis 7.0.0, Bahir 1.1.0 with Jedis 3.10.0, ")
                .append(programVersion)
                .append("\n- ")
                .append(LocalDate.now(ZoneOffset.UTC))
                .append('\n');
    }
}
