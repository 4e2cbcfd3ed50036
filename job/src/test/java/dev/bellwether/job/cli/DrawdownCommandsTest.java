// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.job.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The commands about drawdowns over files as the job keeps them. */
class DrawdownCommandsTest {

    private static final String HEADER =
            "date,symbol,current_price,peak_price,drawdown_pct,days_since_peak,volume,rank\n";

    @TempDir Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void keepTwoSessions() throws IOException {
        keep(
                "2026-03-11",
                "2026-03-11,B,50.0,100.0,-50.0,7,1000,1\n2026-03-11,A,90.0,100.0,-10.0,2,1000,2\n");
        keep(
                "2026-03-12",
                "2026-03-12,A,30.0,100.0,-70.0,3,1000,1\n2026-03-12,B,51.0,100.0,-49.0,8,1000,2\n"
                        + "2026-03-12,C,1.0,8.0,-87.5,8,1000,\n");
        Files.writeString(
                directory.resolve("config.json"),
                "[{\"PropertyGroupId\":\"Application\",\"PropertyMap\":{\"pipelines\":\"drawdowns\"}},"
                    + "{\"PropertyGroupId\":\"BarFiles\",\"PropertyMap\":{\"path\":\"x\"}},"
                    + "{\"PropertyGroupId\":\"Redis\",\"PropertyMap\":{\"nodes\":\"127.0.0.1:1\"}},"
                    + "{\"PropertyGroupId\":\"Files\",\"PropertyMap\":{\"directory\":\""
                        + directory
                        + "\"}}]");
    }

    private void keep(String session, String rows) throws IOException {
        Path folder = directory.resolve("drawdowns/csv/session=" + session);
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("drawdowns-0.csv"), HEADER + rows);
        Files.writeString(folder.resolve(".drawdowns-1.csv.inprogress"), "not finished");
    }

    @Test
    void shouldPrintTheNewestRankingWithTheRanksBefore() {
        assertThat(run("drawdowns", "--top", "5")).isZero();

        assertThat(out.toString())
                .contains("Drawdowns of 2026-03-12: 2 symbols ranked, 1 set aside")
                .containsPattern("1 +2 A +-70\\.00%")
                .containsPattern("2 +1 B +-49\\.00%")
                .doesNotContain("87.5");
    }

    @Test
    void shouldPrintTheRankingOfADay() {
        assertThat(run("drawdowns", "--date", "2026-03-11", "--top", "1")).isZero();

        assertThat(out.toString()).containsPattern("1 +- B +-50\\.00%").doesNotContain(" A ");
    }

    @Test
    void shouldSayThatThereIsNoRankingOfADay() {
        assertThat(run("drawdowns", "--date", "2026-03-10")).isEqualTo(3);

        assertThat(out.toString()).contains("There is no ranking of 2026-03-10 in ");
    }

    @Test
    void shouldPrintASymbolWithItsLines() {
        assertThat(run("drawdown", "a")).isZero();

        assertThat(out.toString())
                .contains("A on 2026-03-12: 30.00, 70.00 % below its peak of 100.00 3 sessions ago")
                .contains("█▁");
    }

    @Test
    void shouldMakeOneFileOfSeveral() throws IOException {
        Path folder = directory.resolve("drawdowns/csv/session=2026-03-12");
        Files.writeString(
                folder.resolve("drawdowns-2.csv"),
                HEADER + "2026-03-12,D,9.0,10.0,-10.0,8,1000,\n");

        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.collect(Collectors.toList())) {
                Files.setLastModifiedTime(
                        file, FileTime.from(Instant.parse("2026-03-12T22:00:00Z")));
            }
        }

        assertThat(run("compact", "--before", "2026-03-13", "--dry-run")).isZero();
        assertThat(out.toString())
                .contains("session=2026-03-12: 2 files")
                .contains("1 folder before 2026-03-13 would be compacted.");
        assertThat(folder.resolve("drawdowns-2.csv")).exists();

        assertThat(run("compact", "--before", "2026-03-13")).isZero();
        assertThat(out.toString())
                .contains("-> 1 file")
                .contains("4 rows")
                .contains("1 folder before 2026-03-13 compacted.");
        assertThat(folder.resolve("drawdowns-2.csv")).doesNotExist();
        assertThat(run("drawdowns")).isZero();
        assertThat(out.toString()).contains("2 symbols ranked, 2 set aside");
    }

    @Test
    void shouldRefuseACountThatIsNone() {
        assertThat(run("drawdowns", "--top", "0")).isEqualTo(2);
        assertThat(err.toString()).contains("--top must be at least 1");
    }

    @Test
    void shouldDrawWhatDoesNotMoveInTheMiddle() {
        assertThat(Sparkline.of(new double[] {2, 2, 2}, 10)).isEqualTo("▅▅▅");
        assertThat(Sparkline.of(new double[] {0, 0, 7, 7}, 2)).isEqualTo("▁█");
    }

    private int run(String command, String... arguments) {
        CommandLine commandLine = Cli.commandLine();
        commandLine.setOut(new PrintWriter(out));
        commandLine.setErr(new PrintWriter(err));
        String[] all = new String[arguments.length + 3];
        all[0] = command;
        all[1] = "--config";
        all[2] = directory.resolve("config.json").toString();
        System.arraycopy(arguments, 0, all, 3, arguments.length);
        return commandLine.execute(all);
    }
}
