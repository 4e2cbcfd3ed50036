// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sources.texts;

import dev.bellwether.clients.aws.AwsSettings;
import dev.bellwether.model.PlacedText;
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
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
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
 * Where texts of one kind are written, such as rules: some that come with the application, a file,
 * a table of DynamoDB. As one source, each text whenever it has changed. A place that is gone, or
 * cannot be read, is told of as one that has a problem: nobody removes everything by a slip of the
 * hand.
 */
public final class TextPlaces implements Serializable {

    private static final long serialVersionUID = 1L;

    /** More is no such file. */
    static final int MOST_BYTES = 4 << 20;

    private final String name;
    private final String list;

    /** Texts by place. */
    private final LinkedHashMap<String, String> builtIn = new LinkedHashMap<>();

    /** {@code null} if there is none. */
    private final String file;

    /** {@code null} if there is none. */
    private final String table;

    private final AwsSettings aws;

    private TextPlaces(
            String name,
            String list,
            List<PlacedText> builtIn,
            String file,
            String table,
            AwsSettings aws) {
        this.name = name;
        this.list = list;
        builtIn.forEach(text -> this.builtIn.put(text.place, text.text));
        this.file = file;
        this.table = table;
        this.aws = aws;
    }

    /**
     * @param name of what is written, in the plural
     * @param list the name of the list that the items of a table are made to
     * @param builtIn texts that are always there: told of once, and the source goes on for ever
     *     even without a file, so that a file can be given to a job that is restored
     * @param aws options of the group {@code Aws}, looked at if there is a table
     */
    public static TextPlaces of(
            String name,
            String list,
            List<PlacedText> builtIn,
            Optional<String> file,
            Optional<String> table,
            ReadableConfig aws) {
        return new TextPlaces(
                name,
                list,
                builtIn,
                file.orElse(null),
                table.orElse(null),
                table.isPresent() ? AwsSettings.from(aws) : null);
    }

    /** What all of them say now; blocks. */
    public List<PlacedText> read() {
        Clock clock = Clock.systemUTC();
        List<PlacedText> texts = new ArrayList<>();
        builtIn.keySet().forEach(place -> texts.add(builtIn(place, clock.millis())));
        if (file != null) {
            texts.add(readFile(file, clock.millis()));
        }
        if (table != null) {
            try (TextTable open = TextTable.open(aws, table, list)) {
                texts.add(open.read(clock.millis()));
            }
        }
        return texts;
    }

    /** Reads them again and again. */
    public PollingSource<PlacedText> source(Duration interval) {
        List<String> items = new ArrayList<>(builtIn.keySet());
        if (file != null) {
            items.add(file);
        }
        if (table != null) {
            items.add(TextTable.place(table));
        }
        return PollingSource.<PlacedText>builder()
                .name(name)
                .fetchers(new Fetchers(this))
                .items(items)
                .schedule(Schedule.every(interval, Instant.EPOCH))
                .pollAtStart(true)
                .missedFirings(MissedFirings.SKIP, 1)
                .emitOnChange(new Changes())
                .typeInformation(TypeInformation.of(PlacedText.class))
                .build();
    }

    /** Texts have no time of their own and hold up nobody else's. */
    public static WatermarkStrategy<PlacedText> watermarks() {
        return Timeless.watermarks();
    }

    private PlacedText builtIn(String place, long nowMillis) {
        PlacedText text = new PlacedText();
        text.place = place;
        text.text = builtIn.get(place);
        text.readMillis = nowMillis;
        return text;
    }

    private static PlacedText readFile(String file, long nowMillis) {
        PlacedText text = new PlacedText();
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

    private static final class Fetchers implements PollFetcherFactory<PlacedText> {

        private static final long serialVersionUID = 1L;

        private final TextPlaces places;

        Fetchers(TextPlaces places) {
            this.places = places;
        }

        @Override
        public PollFetcher<PlacedText> create(SourceReaderContext context) {
            return new Fetcher(places, Clock.systemUTC());
        }
    }

    private static final class Fetcher implements PollFetcher<PlacedText> {

        private final TextPlaces places;

        /** {@code null} if there is none. */
        private final TextTable table;

        private final Clock clock;

        /** A table may take seconds to answer. */
        private final ExecutorService thread;

        Fetcher(TextPlaces places, Clock clock) {
            this.places = places;
            this.table =
                    places.table == null
                            ? null
                            : TextTable.open(places.aws, places.table, places.list);
            this.clock = clock;
            this.thread = Executors.newSingleThreadExecutor(new ExecutorThreadFactory(places.name));
        }

        @Override
        public CompletionStage<PollResult<PlacedText>> fetch(PollRequest request) {
            return CompletableFuture.supplyAsync(() -> read(request.items().get(0)), thread);
        }

        private PollResult<PlacedText> read(String place) {
            PlacedText text;
            if (places.builtIn.containsKey(place)) {
                text = places.builtIn(place, clock.millis());
            } else if (table != null && place.equals(table.place())) {
                text = table.read(clock.millis());
            } else {
                text = readFile(place, clock.millis());
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

    private static final class Changes implements ChangeFingerprint<PlacedText> {

        private static final long serialVersionUID = 1L;

        @Override
        public String item(PlacedText text) {
            return text.place;
        }

        @Override
        public long fingerprint(PlacedText text) {
            byte[] bytes = (text.text + '\n' + text.problem).getBytes(StandardCharsets.UTF_8);
            CRC32C checksum = new CRC32C();
            checksum.update(bytes, 0, bytes.length);
            return (long) bytes.length << Integer.SIZE | checksum.getValue();
        }
    }
}
