// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.job.cli;

import dev.bellwether.job.config.ApplicationConfiguration;
import dev.bellwether.job.config.Groups;
import dev.bellwether.job.config.PropertyGroups;
import dev.bellwether.job.environment.LocalOptions;
import dev.bellwether.sinks.files.FilesOptions;
import dev.bellwether.sinks.redis.RedisOptions;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.apache.flink.configuration.ReadableConfig;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Checks a configuration and says where a local run with it will put everything. */
@Command(
        name = "where",
        mixinStandardHelpOptions = true,
        description = "Checks a configuration and says where a local run puts everything.")
final class WhereCommand implements Callable<Integer> {

    @Spec private CommandSpec spec;

    @Option(names = "--config", required = true, paramLabel = "FILE", description = "The job's.")
    private Path config;

    @Override
    public Integer call() {
        ApplicationConfiguration configuration =
                ApplicationConfiguration.of(PropertyGroups.fromFile(config), true);
        ReadableConfig local = configuration.group(Groups.LOCAL);
        ReadableConfig redis = configuration.group(Groups.REDIS);
        PrintWriter out = Cli.out(spec);
        print(out, "Web UI", "http://127.0.0.1:" + local.get(LocalOptions.WEB_PORT));
        print(
                out,
                "Redis",
                redis.get(RedisOptions.NODES)
                        + ", keys "
                        + redis.get(RedisOptions.KEY_PREFIX)
                        + ":*");
        print(out, "Files", configuration.group(Groups.FILES).get(FilesOptions.DIRECTORY));
        print(out, "Log", "data/bellwether.log (warnings and errors here, too)");
        print(
                out,
                "State",
                local.getOptional(LocalOptions.RESTORE_FROM)
                        .map(path -> "from " + path)
                        .orElse("begins empty; Local.restore.from goes on from a checkpoint"));
        out.flush();
        return 0;
    }

    private static void print(PrintWriter out, String what, String where) {
        out.printf(Locale.ROOT, "  %-7s %s%n", what, where);
    }
}
