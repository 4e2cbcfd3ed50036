// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sources.rules;

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
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.zip.CRC32C;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.core.fs.Path;

/**
 * The rules of a file, whenever they have changed. A file that is gone, or cannot be read, is told
 * of and takes no rule away: nobody removes all rules by a slip of the hand. To have none, write an
 * empty list.
 */
public final class RuleFileSource {

    /** More is no file of rules. */
    private static final int MOST_BYTES = 4 << 20;

    private RuleFileSource() {}

    /**
     * From checked options of the group {@code Rules}.
     *
     * @param builtIn rules that are always there: told of once, and the source goes on for ever
     *     even without a file, so that a file can be given to a job that is restored
     */
    public static PollingSource<RuleText> from(ReadableConfig rules, List<RuleText> builtIn) {
        return of(
                "rules",
                builtIn,
                rules.getOptional(RuleSourceOptions.FILE).map(List::of).orElse(List.of()),
                rules.get(RuleSourceOptions.POLL_INTERVAL));
    }

    /**
     * Of any texts that are read in this way.
     *
     * @param builtIn texts that are always there
     * @param files read again and again
     */
    public static PollingSource<RuleText> of(
            String name, List<RuleText> builtIn, List<String> files, Duration interval) {
        List<String> items = new ArrayList<>();
        Map<String, String> texts = new HashMap<>();
        for (RuleText text : builtIn) {
            items.add(text.place);
            texts.put(text.place, text.text);
        }
        items.addAll(files);
        return PollingSource.<RuleText>builder()
                .name(name)
                .fetchers(new Fetchers(texts))
                .items(items)
                .schedule(Schedule.every(interval, Instant.EPOCH))
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

        Fetchers(Map<String, String> builtIn) {
            this.builtIn = new HashMap<>(builtIn);
        }

        @Override
        public PollFetcher<RuleText> create(SourceReaderContext context) {
            return new Fetcher(builtIn, Clock.systemUTC());
        }
    }

    private static final class Fetcher implements PollFetcher<RuleText> {

        private final Map<String, String> builtIn;
        private final Clock clock;

        Fetcher(Map<String, String> builtIn, Clock clock) {
            this.builtIn = builtIn;
            this.clock = clock;
        }

        @Override
        public CompletionStage<PollResult<RuleText>> fetch(PollRequest request) {
            String place = request.items().get(0);
            RuleText text;
            if (builtIn.containsKey(place)) {
                text = new RuleText();
                text.place = place;
                text.text = builtIn.get(place);
                text.readMillis = clock.millis();
            } else {
                text = read(place, clock.millis());
            }
            return CompletableFuture.completedFuture(PollResult.of(List.of(text)));
        }

        @Override
        public void close() {
            // Nothing is open between two reads.
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
