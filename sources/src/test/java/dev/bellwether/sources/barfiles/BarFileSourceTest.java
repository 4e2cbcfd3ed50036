// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sources.barfiles;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bellwether.model.PolledBar;
import dev.bellwether.model.ReasonCode;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.util.CloseableIterator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("try") // Flink's iterator may be interrupted while it closes
class BarFileSourceTest {

    private static final String HEADER = "date,open,high,low,close,volume,symbol\n";

    @RegisterExtension
    static final MiniClusterExtension CLUSTER =
            new MiniClusterExtension(
                    new MiniClusterResourceConfiguration.Builder()
                            .setNumberTaskManagers(1)
                            .setNumberSlotsPerTaskManager(1)
                            .build());

    @TempDir Path directory;

    /** However short a file is, and however long a periodic watermark would take. */
    @Test
    void shouldSayAtOnceThatADayIsOver() {
        List<Long> watermarks = new ArrayList<>();
        WatermarkGenerator<PolledBar> generator =
                BarFileSource.watermarks().createWatermarkGenerator(() -> null);
        WatermarkOutput output =
                new WatermarkOutput() {
                    @Override
                    public void emitWatermark(Watermark watermark) {
                        watermarks.add(watermark.getTimestamp());
                    }

                    @Override
                    public void markIdle() {}

                    @Override
                    public void markActive() {}
                };

        for (long time : new long[] {100, 100, 200, 150, 300}) {
            generator.onEvent(new PolledBar(), time, output);
        }

        assertThat(watermarks).containsExactly(99L, 199L, 299L);
    }

    @Test
    void shouldReadFilesInTheOrderOfTheirNames() throws Exception {
        gzip("2018.csv.gz", HEADER + "2018-01-02,1,2,0.5,1.5,100,A\n");
        Files.writeString(
                directory.resolve("2017.csv"),
                "symbol,close,open,high,low,volume,date,other\r\n"
                        + "BRK.B,1.25,1.0,2.0,0.5,1e3,2017-07-03,x\r\n"
                        + "A,1.25,1.0,2.0,0.5,7,2017-12-29,y");

        List<PolledBar> bars = read(directory);

        assertThat(bars)
                .extracting(polled -> polled.bar.symbol + " " + polled.bar.close)
                .containsExactly("BRK.B 1.25", "A 1.25", "A 1.5");
        assertThat(bars.get(0).bar.volume).isEqualTo(1_000);
        // midnight in New York, in summer and in winter
        assertThat(bars.get(0).bar.startMillis).isEqualTo(1_499_054_400_000L);
        assertThat(bars.get(2).bar.startMillis).isEqualTo(1_514_869_200_000L);
        assertThat(bars.get(2).bar.endMillis - bars.get(2).bar.startMillis).isEqualTo(86_400_000L);
    }

    @Test
    void shouldSetAsideLinesThatAreNoBars() throws Exception {
        Files.writeString(
                directory.resolve("bars.csv"),
                HEADER
                        + "2018-01-02,1,2,0.5,one,100,A\n"
                        + "2018-01-02,1,2,0.5,1.5,100\n"
                        + "2018-02-30,1,2,0.5,1.5,100,A\n"
                        + "2018-01-02,1,2,0.5,1.5,100,A\n");

        List<PolledBar> bars = read(directory.resolve("bars.csv"));

        assertThat(bars).hasSize(4);
        assertThat(bars.subList(0, 3))
                .allMatch(polled -> polled.deadLetter.reason == ReasonCode.MALFORMED);
        assertThat(bars.get(0).deadLetter.message)
                .isEqualTo("line 2 is no bar: it has close 'one', which is no number");
        assertThat(new String(bars.get(0).deadLetter.payload, UTF_8))
                .isEqualTo("2018-01-02,1,2,0.5,one,100,A");
        assertThat(bars.get(1).deadLetter.position).isEqualTo("3");
        assertThat(bars.get(1).deadLetter.partition).endsWith("/bars.csv");
        assertThat(bars.get(3).bar.symbol).isEqualTo("A");
    }

    /** One bad file among others must not stop a job that watches a folder. */
    @Test
    void shouldSetAsideAFileWhoseHeaderSaysTooLittle() throws Exception {
        Files.writeString(directory.resolve("a.csv"), "date;close\n2018-01-02;1\n");
        Files.writeString(directory.resolve("b.csv"), HEADER + "2018-01-02,1,2,0.5,1.5,100,A\n");

        List<PolledBar> bars = read(directory);

        assertThat(bars).hasSize(2);
        assertThat(bars.get(0).deadLetter.reason).isEqualTo(ReasonCode.UNEXPECTED_SHAPE);
        assertThat(bars.get(0).deadLetter.message)
                .isEqualTo(
                        "nothing of the file was read: a file of bars must begin with a header that"
                                + " names date, open, high, low, close, volume, symbol; date is not"
                                + " in it");
        assertThat(bars.get(0).deadLetter.partition).endsWith("/a.csv");
        assertThat(new String(bars.get(0).deadLetter.payload, UTF_8)).isEqualTo("date;close");
        assertThat(bars.get(1).bar.symbol).isEqualTo("A");
    }

    private void gzip(String name, String text) throws Exception {
        try (OutputStream out =
                new GZIPOutputStream(Files.newOutputStream(directory.resolve(name)))) {
            out.write(text.getBytes(UTF_8));
        }
    }

    private static List<PolledBar> read(Path path) throws Exception {
        Configuration config = new Configuration();
        config.set(PipelineOptions.GENERIC_TYPES, false);
        config.set(BarFileOptions.PATH, path.toUri().toString());
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(config);
        env.setParallelism(1);
        List<PolledBar> bars = new ArrayList<>();
        try (CloseableIterator<PolledBar> results =
                env.fromSource(BarFileSource.from(config), BarFileSource.watermarks(), "bar files")
                        .executeAndCollect("bars")) {
            results.forEachRemaining(bars::add);
        }
        return bars;
    }
}
