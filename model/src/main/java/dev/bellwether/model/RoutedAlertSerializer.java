// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.model;

import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** {@link RoutedAlert}: its fields in the order of their declaration. */
public final class RoutedAlertSerializer extends EventSerializer<RoutedAlert> {

    private static final long serialVersionUID = 1L;

    static final RoutedAlertSerializer INSTANCE = new RoutedAlertSerializer();

    @Override
    public RoutedAlert createInstance() {
        return new RoutedAlert();
    }

    @Override
    public void serialize(RoutedAlert routedAlert, DataOutputView target) throws IOException {
        writeNullable(routedAlert.alert, AlertSerializer.INSTANCE, target);
        writeText(routedAlert.route, target);
        writeText(routedAlert.group, target);
        writeText(routedAlert.plan, target);
        target.writeBoolean(routedAlert.withdrawn);
    }

    @Override
    public RoutedAlert deserialize(DataInputView source) throws IOException {
        RoutedAlert routedAlert = new RoutedAlert();
        routedAlert.alert = readNullable(AlertSerializer.INSTANCE, source);
        routedAlert.route = readText(source);
        routedAlert.group = readText(source);
        routedAlert.plan = readText(source);
        routedAlert.withdrawn = source.readBoolean();
        return routedAlert;
    }

    @Override
    public Snapshot snapshotConfiguration() {
        return new Snapshot();
    }

    /** Made by Flink. */
    public static final class Snapshot extends EventSerializer.Snapshot<RoutedAlert> {

        public Snapshot() {
            super(RoutedAlertSerializer::new);
        }
    }

    /** Made by Flink. */
    public static final class TypeFactory extends EventType.Factory<RoutedAlert> {

        public TypeFactory() {
            super(RoutedAlert.class, INSTANCE);
        }
    }
}
