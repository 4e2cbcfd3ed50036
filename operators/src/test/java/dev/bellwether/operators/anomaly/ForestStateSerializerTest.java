// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators.anomaly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.amazon.randomcutforest.RandomCutForest;
import dev.bellwether.model.AnalyzedQuote;
import dev.bellwether.model.Anomaly;
import dev.bellwether.operators.sessions.SessionDays;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ForestStateSerializerTest {

    /** After so many recorded sessions of NVDA, with ten trees of 32. */
    private static final int STORED_SESSIONS = 400;

    private static final String STORED = "forest-state-v1.bin.gz";

    private final ForestStateSerializer serializer = new ForestStateSerializer();
    private final Configuration options = new Configuration();

    /** To the last bit, wherever it is stored; and storing it does not change it. */
    @ParameterizedTest
    @CsvSource({"1, 30, 128", "4, 10, 32", "2, 12, 256"})
    void shouldGiveTheSameScoresAsOneThatWasNeverStored(int shingle, int trees, int sample)
            throws IOException {
        options.set(ForestOptions.SHINGLE, shingle);
        options.set(ForestOptions.TREES, trees);
        options.set(ForestOptions.SAMPLE, sample);
        options.set(ForestOptions.DEVIATIONS, 8.0);
        Run uninterrupted = new Run();
        Run stored = new Run();
        Run restored = new Run();
        int at = 0;
        for (AnalyzedQuote quote : RecordedQuotes.of("NVDA")) {
            uninterrupted.feed(quote);
            stored.feed(quote);
            restored.feed(quote);
            if (at < 4 || at % 61 == 0) {
                serialized(stored.forest);
                restored.forest = deserialized(serialized(restored.forest));
            }
            at++;
        }
        assertThat(uninterrupted.scores).hasSizeGreaterThan(400);
        assertThat(restored.scores).isEqualTo(uninterrupted.scores);
        assertThat(stored.scores).isEqualTo(uninterrupted.scores);
        assertThat(restored.found).isEqualTo(uninterrupted.found);
        assertThat(uninterrupted.found).isNotEmpty();
    }

    /** Points that are all the same have trees without a cut, and many references. */
    @Test
    void shouldKeepAForestOfOnePoint() throws IOException {
        RandomCutForest forest =
                RandomCutForest.builder()
                        .dimensions(3)
                        .numberOfTrees(30)
                        .sampleSize(64)
                        .randomSeed(1)
                        .build();
        for (int i = 0; i < 200; i++) {
            forest.update(new float[3]);
        }
        ForestState state = new ForestState(20);
        state.forest = forest;

        ForestState read = deserialized(serialized(state));

        Random random = new Random(2);
        for (int i = 0; i < 300; i++) {
            float[] point = {(float) random.nextGaussian(), 0, random.nextInt(3)};
            assertThat(read.forest.getAnomalyScore(point)).isEqualTo(forest.getAnomalyScore(point));
            read.forest.update(point);
            forest.update(point);
        }
    }

    @Test
    void shouldGiveTheSameBytesAfterARoundTrip() throws IOException {
        byte[] bytes = serialized(run(500).forest);

        assertThat(serialized(deserialized(bytes))).isEqualTo(bytes);
        assertThat(serialized(serializer.copy(deserialized(bytes)))).isEqualTo(bytes);
    }

    @Test
    void shouldCopyWhatDoesNotChangeWithTheOther() throws IOException {
        Run run = run(500);
        byte[] before = serialized(run.forest);
        ForestState copy = serializer.copy(run.forest);

        run.feed(RecordedQuotes.of("NVDA").get(500));

        assertThat(serialized(copy)).isEqualTo(before);
        assertThat(serialized(run.forest)).isNotEqualTo(before);
    }

    /** The figures in the documents, within 10 %. */
    @ParameterizedTest
    @CsvSource({"30, 128, 1, 56669", "30, 256, 1, 98312", "10, 32, 1, 10462", "30, 128, 4, 82833"})
    void shouldStoreAFullForestInTheStatedBytes(int trees, int sample, int shingle, int stated)
            throws IOException {
        options.set(ForestOptions.TREES, trees);
        options.set(ForestOptions.SAMPLE, sample);
        options.set(ForestOptions.SHINGLE, shingle);

        int bytes = serialized(run(754).forest).length;

        assertThat(bytes / (double) stated).isCloseTo(1, within(0.1));
    }

    @Test
    void shouldKeepWhatHasNoForestYet() throws IOException {
        ForestState read = deserialized(serialized(new ForestState(100)));

        assertThat(read.forest).isNull();
        assertThat(read.scores.capacity()).isEqualTo(100);
    }

    /** These bytes are in the savepoints of users. */
    @Test
    void shouldGoOnFromStoredBytes() throws IOException {
        smallForests();
        Run known = run(STORED_SESSIONS);
        Run read = run(STORED_SESSIONS);
        read.forest = deserialized(stored());

        List<AnalyzedQuote> quotes = RecordedQuotes.of("NVDA");
        for (AnalyzedQuote quote : quotes.subList(STORED_SESSIONS, quotes.size())) {
            known.feed(quote);
            read.feed(quote);
        }

        assertThat(read.scores).isEqualTo(known.scores);
        assertThat(read.found).isEqualTo(known.found);
    }

    @Test
    void shouldWriteTheNewestLayoutAsItIsStored() throws IOException {
        smallForests();
        assertThat(serialized(run(STORED_SESSIONS).forest)).isEqualTo(stored());
    }

    /** With {@code -Dforest.state.write=true}, into the sources; once for each layout. */
    @Test
    @EnabledIfSystemProperty(named = "forest.state.write", matches = "true")
    void writeStoredBytes() throws IOException {
        smallForests();
        Path file = Path.of("src/test/resources/dev/bellwether/operators/anomaly").resolve(STORED);
        Files.createDirectories(file.getParent());
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(serialized(run(STORED_SESSIONS).forest));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 9})
    void shouldRefuseALayoutThatItDoesNotKnow(int layout) throws IOException {
        byte[] bytes = serialized(new ForestState(20));
        bytes[4] = (byte) layout;

        assertThatThrownBy(() -> deserialized(bytes))
                .isInstanceOf(IOException.class)
                .hasMessage("forest state in unknown layout " + layout);
    }

    @Test
    void shouldBeRestorableFromItsSnapshot() throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(64);
        TypeSerializerSnapshot.writeVersionedSnapshot(out, serializer.snapshotConfiguration());

        TypeSerializerSnapshot<ForestState> snapshot =
                TypeSerializerSnapshot.readVersionedSnapshot(
                        new DataInputDeserializer(out.getCopyOfBuffer()),
                        getClass().getClassLoader());

        assertThat(snapshot.restoreSerializer()).isEqualTo(serializer);
    }

    private void smallForests() {
        options.set(ForestOptions.TREES, 10);
        options.set(ForestOptions.SAMPLE, 32);
    }

    private Run run(int sessions) {
        Run run = new Run();
        RecordedQuotes.of("NVDA").subList(0, sessions).forEach(run::feed);
        return run;
    }

    private byte[] stored() throws IOException {
        try (InputStream in = new GZIPInputStream(getClass().getResourceAsStream(STORED))) {
            return in.readAllBytes();
        }
    }

    private byte[] serialized(ForestState state) throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(1 << 16);
        serializer.serialize(state, out);
        return out.getCopyOfBuffer();
    }

    private ForestState deserialized(byte[] bytes) throws IOException {
        return serializer.deserialize(new DataInputDeserializer(bytes));
    }

    private final class Run {

        private final AnomalyDetector detector;
        private final ForestDetector forests;
        private final AnomalyState state = new AnomalyState(100);
        private ForestState forest = new ForestState(100);
        private final List<Anomaly> found = new ArrayList<>();
        private final List<Double> scores = new ArrayList<>();

        Run() {
            AnomalySettings settings = new AnomalySettings(options);
            detector = new AnomalyDetector(settings, new SessionDays(ZoneOffset.UTC));
            forests = new ForestDetector(settings, detector);
        }

        void feed(AnalyzedQuote quote) {
            forests.accept(state, forest, quote, found);
            if (forest.scores.size() > 0) {
                scores.add(forest.scores.back(0));
            }
        }
    }
}
