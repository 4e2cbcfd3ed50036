// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.model;

import java.lang.reflect.Type;
import java.util.Map;
import org.apache.flink.api.common.ExecutionConfig;
import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.typeinfo.TypeInfoFactory;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;

/**
 * What Flink knows of an event with an {@link EventSerializer}: that one thing. Annotations on the
 * events bring it wherever Flink asks for their type, so nobody names it.
 */
final class EventType<T> extends TypeInformation<T> {

    private static final long serialVersionUID = 1L;

    private final Class<T> type;
    private final EventSerializer<T> serializer;

    EventType(Class<T> type, EventSerializer<T> serializer) {
        this.type = type;
        this.serializer = serializer;
    }

    @Override
    public TypeSerializer<T> createSerializer(SerializerConfig config) {
        return serializer;
    }

    /** Until Flink 2 removes it, the class asks for this form too. */
    @Override
    @Deprecated
    public TypeSerializer<T> createSerializer(ExecutionConfig config) {
        return serializer;
    }

    @Override
    public Class<T> getTypeClass() {
        return type;
    }

    @Override
    public boolean isBasicType() {
        return false;
    }

    @Override
    public boolean isTupleType() {
        return false;
    }

    @Override
    public boolean isKeyType() {
        return false;
    }

    @Override
    public int getArity() {
        return 1;
    }

    @Override
    public int getTotalFields() {
        return 1;
    }

    @Override
    public boolean canEqual(Object other) {
        return other instanceof EventType;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof EventType && type == ((EventType<?>) other).type;
    }

    @Override
    public int hashCode() {
        return type.hashCode();
    }

    @Override
    public String toString() {
        return "Event<" + type.getSimpleName() + ">";
    }

    /** Made by Flink, from the annotation on the event. */
    abstract static class Factory<T> extends TypeInfoFactory<T> {

        private final EventType<T> type;

        Factory(Class<T> type, EventSerializer<T> serializer) {
            this.type = new EventType<>(type, serializer);
        }

        @Override
        public final TypeInformation<T> createTypeInfo(
                Type asked, Map<String, TypeInformation<?>> parameters) {
            return type;
        }
    }
}
