// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.flink.api.common.ExecutionConfig;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshotSerializationUtil;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The fields are found by reflection: one that a serializer does not know of fails here. */
class EventSerializerTest {

    static Stream<Class<?>> events() {
        return Stream.of(
                Quote.class,
                SymbolAnalytics.class,
                AnalyzedQuote.class,
                Ingested.class,
                DeadLetter.class,
                Bar.class,
                SymbolPoll.class,
                PolledBar.class,
                Drawdown.class,
                DrawdownReport.class,
                RankedDrawdown.class,
                MissingSymbol.class,
                SessionSummary.class,
                DrawdownRanking.class,
                Position.class,
                PortfolioSnapshot.class,
                PolledPortfolio.class,
                TakeProfit.class,
                OperationalEvent.class,
                CorporateAction.class,
                ActionCheck.class,
                Anomaly.class,
                SymbolFact.class,
                RuleTransition.class,
                RuleSet.class,
                PlacedText.class,
                AlertAction.class,
                Alert.class,
                Notification.class,
                DeliveryDecision.class,
                DeliveryInput.class,
                RoutedAlert.class,
                IngestedAlert.class,
                Dispatch.class,
                Telling.class);
    }

    @ParameterizedTest
    @MethodSource("events")
    <T> void shouldKeepEachFieldByItself(Class<T> type) throws Exception {
        Random random = new Random(1);
        for (Field field : type.getFields()) {
            if (!Modifier.isStatic(field.getModifiers())) {
                T event = type.getConstructor().newInstance();
                field.set(event, valueFor(field.getType(), random));
                Object back = field.get(roundTrip(event, serializer(type)));
                assertThat(back).as(field.getName()).isEqualTo(field.get(event));
            }
        }
    }

    @Property(tries = 200)
    void shouldKeepAllFieldsTogether(@ForAll long seed) throws Exception {
        Random random = new Random(seed);
        for (Class<?> type : (Iterable<Class<?>>) events()::iterator) {
            assertThat(survives(type, random)).as(type.getSimpleName()).isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("events")
    <T> void shouldHandOnTheSameInstanceAsItsCopy(Class<T> type) throws Exception {
        T event = type.getConstructor().newInstance();
        TypeSerializer<T> serializer = serializer(type);

        assertThat(serializer.isImmutableType()).isTrue();
        assertThat(serializer.copy(event)).isSameAs(event);
        assertThat(serializer.copy(event, type.getConstructor().newInstance())).isSameAs(event);
    }

    @ParameterizedTest
    @MethodSource("events")
    <T> void shouldBeFoundAgainFromItsSnapshot(Class<T> type) throws Exception {
        TypeSerializer<T> serializer = serializer(type);
        DataOutputSerializer out = new DataOutputSerializer(256);
        TypeSerializerSnapshotSerializationUtil.writeSerializerSnapshot(
                out, serializer.snapshotConfiguration());

        TypeSerializerSnapshot<T> read =
                TypeSerializerSnapshotSerializationUtil.readSerializerSnapshot(
                        new DataInputDeserializer(out.getCopyOfBuffer()),
                        getClass().getClassLoader());

        assertThat(read.restoreSerializer()).isEqualTo(serializer);
    }

    @ParameterizedTest
    @MethodSource("events")
    <T> void shouldCopyBytesAsTheyAre(Class<T> type) throws Exception {
        T event = filled(type, new Random(3));
        TypeSerializer<T> serializer = serializer(type);
        DataOutputSerializer bytes = new DataOutputSerializer(256);
        serializer.serialize(event, bytes);
        DataOutputSerializer copy = new DataOutputSerializer(256);

        serializer.copy(new DataInputDeserializer(bytes.getCopyOfBuffer()), copy);

        assertThat(copy.getCopyOfBuffer()).isEqualTo(bytes.getCopyOfBuffer());
    }

    private static <T> boolean survives(Class<T> type, Random random) throws Exception {
        T event = filled(type, random);
        return event.equals(roundTrip(event, serializer(type)));
    }

    private static <T> T filled(Class<T> type, Random random) throws Exception {
        T event = type.getConstructor().newInstance();
        for (Field field : type.getFields()) {
            if (!Modifier.isStatic(field.getModifiers())) {
                field.set(event, valueFor(field.getType(), random));
            }
        }
        return event;
    }

    private static Object valueFor(Class<?> type, Random random) throws Exception {
        if (type == double.class) {
            return random.nextInt(4) == 0 ? Double.NaN : random.nextGaussian() * 1e9;
        } else if (type == long.class) {
            return random.nextLong();
        } else if (type == int.class) {
            return random.nextInt();
        } else if (type == boolean.class) {
            return true;
        } else if (type == String.class) {
            return random.nextInt(4) == 0 ? null : "x\u00df\u6f22" + random.nextInt();
        } else if (type == byte[].class) {
            byte[] bytes = new byte[random.nextInt(100)];
            random.nextBytes(bytes);
            return bytes;
        } else if (type.isArray()) {
            Object array = Array.newInstance(type.getComponentType(), random.nextInt(4));
            for (int i = 0; i < Array.getLength(array); i++) {
                Object element;
                do {
                    element = valueFor(type.getComponentType(), random);
                } while (element == null && type != String[].class);
                Array.set(array, i, element);
            }
            return array;
        } else if (type.isEnum()) {
            Object[] all = type.getEnumConstants();
            return all[random.nextInt(all.length)];
        }
        return random.nextInt(4) == 0 ? null : filled(type, random);
    }

    private static <T> TypeSerializer<T> serializer(Class<T> type) {
        return TypeInformation.of(type)
                .createSerializer(new ExecutionConfig().getSerializerConfig());
    }

    private static <T> T roundTrip(T event, TypeSerializer<T> serializer) throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(256);
        serializer.serialize(event, out);
        DataInputDeserializer in = new DataInputDeserializer(out.getCopyOfBuffer());
        T back = serializer.deserialize(in);
        assertThat(in.available()).isZero();
        return back;
    }
}
