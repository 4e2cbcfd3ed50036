// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.model;

import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** {@link Notification}: its fields in the order of their declaration. */
public final class NotificationSerializer extends EventSerializer<Notification> {

    private static final long serialVersionUID = 1L;

    static final NotificationSerializer INSTANCE = new NotificationSerializer();

    private static final AlertState[] ALERT_STATES = AlertState.values();
    private static final Channel[] CHANNELS = Channel.values();
    private static final Severity[] SEVERITYS = Severity.values();

    @Override
    public Notification createInstance() {
        return new Notification();
    }

    @Override
    public void serialize(Notification notification, DataOutputView target) throws IOException {
        writeText(notification.key, target);
        writeEnum(notification.channel, target);
        writeText(notification.recipient, target);
        writeText(notification.address, target);
        writeText(notification.alert, target);
        writeText(notification.rule, target);
        writeText(notification.symbol, target);
        writeEnum(notification.state, target);
        writeEnum(notification.severity, target);
        writeText(notification.title, target);
        writeText(notification.text, target);
        writeTexts(notification.lines, target);
        writeTexts(notification.facts, target);
        writeTexts(notification.labels, target);
        writeTexts(notification.links, target);
        writeDoubles(notification.prices, target);
        target.writeLong(notification.eventMillis);
        target.writeLong(notification.createdMillis);
    }

    @Override
    public Notification deserialize(DataInputView source) throws IOException {
        Notification notification = new Notification();
        notification.key = readText(source);
        notification.channel = readEnum(CHANNELS, source);
        notification.recipient = readText(source);
        notification.address = readText(source);
        notification.alert = readText(source);
        notification.rule = readText(source);
        notification.symbol = readText(source);
        notification.state = readEnum(ALERT_STATES, source);
        notification.severity = readEnum(SEVERITYS, source);
        notification.title = readText(source);
        notification.text = readText(source);
        notification.lines = readTexts(source);
        notification.facts = readTexts(source);
        notification.labels = readTexts(source);
        notification.links = readTexts(source);
        notification.prices = readDoubles(source);
        notification.eventMillis = source.readLong();
        notification.createdMillis = source.readLong();
        return notification;
    }

    @Override
    public Snapshot snapshotConfiguration() {
        return new Snapshot();
    }

    /** Made by Flink. */
    public static final class Snapshot extends EventSerializer.Snapshot<Notification> {

        public Snapshot() {
            super(NotificationSerializer::new);
        }
    }

    /** Made by Flink. */
    public static final class TypeFactory extends EventType.Factory<Notification> {

        public TypeFactory() {
            super(Notification.class, INSTANCE);
        }
    }
}
