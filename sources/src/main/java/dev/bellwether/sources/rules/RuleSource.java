// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sources.rules;

import dev.bellwether.clients.aws.AwsSettings;
import dev.bellwether.model.RuleText;
import dev.bellwether.sources.polling.ChangeFingerprint;
import dev.bellwether.sources.polling.PollFetcher;
import dev.bellwether.sources.polling.PollFetcherFactory;
import dev.bellwether.sources.polling.PollRequest;
import dev.bellwether.sources.polling.PollResult;
import dev.bellwether.sources.polling.PollingSource;
import dev.bellwether.sources.polling.schedule.MissedFirings;
import dev.bellwether.sources.polling.schedule.Schedule;
import dev.bellwether.sources.watermarks.Timeless;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.zip.CRC32C;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.core.fs.Path;
import org.apache.flink.util.concurrent.ExecutorThreadFactory;

/**
 * The rules of a file and of a table, whenever they have changed. A place that is gone, or cannot
 * be read, is told of and takes no rule away: nobody removes all rules by a slip of the hand. To
 * have none, write an empty list, or empty the table.
 */
public final class RuleSource {

    /** More is no file of rules. */
    static final int MOST_BYTES = 4 << 20;

    private RuleSource() {}

    /**
     * From checked options of the groups {@code Rules} and, if a table is named, {@code Aws}.
     *
     * @param builtIn rules that are always there: told of once, and the source goes on for ever
     *     even without a file, so that a file can be given to a job that is restored
     */
    public static PollingSource<RuleText> from(
            ReadableConfig rules, ReadableConfig aws, List<RuleText> builtIn) {
        List<String> items = new ArrayList<>();
        builtIn.forEach(text -> items.add(text.place));
        rules.getOptional(RuleSourceOptions.FILE).ifPresent(items::add);
        String table = RuleSourceOptions.table(rules).orElse(null);
        if (table != null) {
            items.add(RuleTable.place(table));
        }
        Map<String, String> texts = new HashMap<>();
        builtIn.forEach(text -> texts.put(text.place, text.text));
        return PollingSource.<RuleText>builder()
                .name("rules")
                .fetchers(new Fetchers(texts, table, table == null ? null : AwsSettings.from(aws)))
                .items(items)
                .schedule(Schedule.every(rules.get(RuleSourceOptions.POLL_INTERVAL), Instant.EPOCH))
                .pollAtStart(true)
                .missedFirings(MissedFirings.SKIP, 1)
                .emitOnChange(new Changes())
                .typeInformation(TypeInformation.of(RuleText.class))
                .build();
    }

    /** Rules have no time of their own and hold up nobody else's. */
    public static WatermarkStrategy<RuleText> watermarks() {
        return Timeless.watermarks();
    }

    /** What a file says now. */
    public static RuleText read(String file, long nowMillis) {
        RuleText text = new RuleText();
        text.place = file;
        text.readMillis = nowMillis;
        Path path = new Path(file);
        try (InputStream in = path.getFileSystem().open(path)) {
            byte[] bytes = in.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                text.problem = "has more than " + MOST_BYTES + " bytes";
            } else {
                text.text = new String(bytes, StandardCharsets.UTF_8);
            }
        } catch (FileNotFoundException e) {
            text.problem = "is not there";
        } catch (IOException e) {
            text.problem = "could not be read: " + e.getMessage();
        }
        return text;
    }

    private static final class Fetchers implements PollFetcherFactory<RuleText> {

        private static final long serialVersionUID = 1L;

        private final HashMap<String, String> builtIn;

        /** {@code null} if there is none. */
        private final String table;

        private final AwsSettings aws;

        Fetchers(Map<String, String> builtIn, String table, AwsSettings aws) {
            this.builtIn = new HashMap<>(builtIn);
            this.table = table;
            this.aws = aws;
        }

        @Override
        public PollFetcher<RuleText> create(SourceReaderContext context) {
            return new Fetcher(
                    builtIn, table == null ? null : RuleTable.open(aws, table), Clock.systemUTC());
        }
    }

    private static final class Fetcher implements PollFetcher<RuleText> {

        private final Map<String, String> builtIn;
        private final RuleTable table;
        private final Clock clock;

        /** A table may take seconds to answer. */
        private final ExecutorService thread =
                Executors.newSingleThreadExecutor(new ExecutorThreadFactory("rules"));

        Fetcher(Map<String, String> builtIn, RuleTable table, Clock clock) {
            this.builtIn = builtIn;
            this.table = table;
            this.clock = clock;
        }

        @Override
        public CompletionStage<PollResult<RuleText>> fetch(PollRequest request) {
            return CompletableFuture.supplyAsync(() -> read(request.items().get(0)), thread);
        }

        private PollResult<RuleText> read(String place) {
            RuleText text;
            if (builtIn.containsKey(place)) {
                text = new RuleText();
                text.place = place;
                text.text = builtIn.get(place);
                text.readMillis = clock.millis();
            } else if (table != null && place.equals(table.place())) {
                text = table.read(clock.millis());
            } else {
                text = RuleSource.read(place, clock.millis());
            }
            return PollResult.of(List.of(text));
        }

        @Override
        public void close() {
            thread.shutdownNow();
            if (table != null) {
                table.close();
            }
        }
    }

    private static final class Changes implements ChangeFingerprint<RuleText> {

        private static final long serialVersionUID = 1L;

        @Override
        public String item(RuleText text) {
            return text.place;
        }

        @Override
        public long fingerprint(RuleText text) {
            byte[] bytes = (text.text + '\n' + text.problem).getBytes(StandardCharsets.UTF_8);
            CRC32C checksum = new CRC32C();
            checksum.update(bytes, 0, bytes.length);
            return (long) bytes.length << Integer.SIZE | checksum.getValue();
        }
    }
}
