// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.model;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Field;
import java.util.stream.Stream;
import org.apache.flink.api.common.ExecutionConfig;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every event type has a serializer without Kryo, and survives a trip through it. */
class VocabularyTest {

    static Stream<Object> samples() {
        Quote quote = Quote.of("BRK.B", 171.25, 1_488_902_400_000L);
        quote.open = 170.5;
        quote.currency = "USD";
        quote.feed = "bavest";
        quote.signalDirection = SignalDirection.BUY;
        Bar bar = new Bar();
        bar.symbol = "SPY";
        bar.timeframe = Timeframe.FIVE_MINUTES;
        bar.close = 367.46;
        bar.revision = 2;
        DeadLetter letter =
                DeadLetter.of("bavest", ReasonCode.MALFORMED, "not JSON", "{".getBytes(UTF_8), 7L);
        SymbolAnalytics analytics = new SymbolAnalytics();
        analytics.symbol = "BRK.B";
        analytics.sma5 = 170.0;
        analytics.trend = Trend.UPTREND;
        return Stream.of(
                quote,
                bar,
                letter,
                analytics,
                Ingested.of(quote),
                Ingested.of(letter),
                AnalyzedQuote.of(quote, analytics));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void shouldSurviveItsSerializer(Object sample) throws IOException {
        assertThat(roundTrip(sample)).isEqualTo(sample).hasSameHashCodeAs(sample);
    }

    @Test
    void shouldTellApartAnalyticsThatDifferInAnyField() throws IllegalAccessException {
        for (Field field : SymbolAnalytics.class.getFields()) {
            SymbolAnalytics changed = new SymbolAnalytics();
            if (field.getType() == double.class) {
                field.setDouble(changed, 1.5);
            } else if (field.getType() == int.class) {
                field.setInt(changed, 3);
            } else if (field.getType() == long.class) {
                field.setLong(changed, 3L);
            } else if (field.getType() == boolean.class) {
                field.setBoolean(changed, true);
            } else if (field.getType() == String.class) {
                field.set(changed, "x");
            } else {
                field.set(changed, field.getType().getEnumConstants()[0]);
            }
            assertThat(changed).as(field.getName()).isNotEqualTo(new SymbolAnalytics());
        }
    }

    @Test
    void shouldKeepTheBeginningOfAnOversizedPayloadAndItsTrueLength() {
        byte[] original = new byte[DeadLetter.MAX_PAYLOAD_BYTES + 1];
        original[0] = 42;

        DeadLetter letter = DeadLetter.of("s", ReasonCode.MALFORMED, "too long", original, 0L);

        assertThat(letter.payload).hasSize(DeadLetter.MAX_PAYLOAD_BYTES).startsWith(42);
        assertThat(letter.originalLength).isEqualTo(DeadLetter.MAX_PAYLOAD_BYTES + 1);
    }

    private static <T> T roundTrip(T value) throws IOException {
        @SuppressWarnings("unchecked")
        TypeSerializer<T> serializer =
                (TypeSerializer<T>)
                        TypeInformation.of(value.getClass())
                                .createSerializer(new ExecutionConfig().getSerializerConfig());
        DataOutputSerializer out = new DataOutputSerializer(256);
        serializer.serialize(value, out);
        return serializer.deserialize(new DataInputDeserializer(out.getCopyOfBuffer()));
    }
}
