// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sources.rules;

import dev.bellwether.model.RuleText;
import dev.bellwether.sources.actions.Timeless;
import dev.bellwether.sources.polling.ChangeFingerprint;
import dev.bellwether.sources.polling.PollFetcher;
import dev.bellwether.sources.polling.PollRequest;
import dev.bellwether.sources.polling.PollResult;
import dev.bellwether.sources.polling.PollingSource;
import dev.bellwether.sources.polling.schedule.MissedFirings;
import dev.bellwether.sources.polling.schedule.Schedule;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.zip.CRC32C;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
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

    /** From checked options of the group {@code Rules} with a file. */
    public static PollingSource<RuleText> from(ReadableConfig rules) {
        return PollingSource.<RuleText>builder()
                .name("rules")
                .fetchers(context -> new Fetcher(Clock.systemUTC()))
                .items(List.of(rules.get(RuleSourceOptions.FILE)))
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
            text.problem = "is not there; the rules that it had run on";
        } catch (IOException e) {
            text.problem = "could not be read: " + e.getMessage();
        }
        return text;
    }

    private static final class Fetcher implements PollFetcher<RuleText> {

        private final Clock clock;

        Fetcher(Clock clock) {
            this.clock = clock;
        }

        @Override
        public CompletionStage<PollResult<RuleText>> fetch(PollRequest request) {
            return CompletableFuture.completedFuture(
                    PollResult.of(List.of(read(request.items().get(0), clock.millis()))));
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
